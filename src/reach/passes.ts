/** Whether a base policy can solve an episode at all: several attempts from the same start. */

import { closeIt, opening } from '../compute/index.js';
import { baseActor, createSeenEnv, loadBasePolicy } from '../policies/index.js';
import { type Actor, HELD_OUT_SEED, measureSuccess } from '../rollouts/index.js';
import { checkSettings, integerFrom, strictSettings } from '../settings/index.js';
import { type ReachOptions, reachOptions } from './reachLine.js';

/** Seed of the noise of the first attempt, far from all seeds of resets. */
const ATTEMPT_SEED = 60_000_000;

/** Which starts, and how often each. */
export interface PassOptions extends ReachOptions {
  /** Attempts from every start; 16 by default. */
  readonly attempts?: number;
}

const passOptions = strictSettings('option', {
  ...reachOptions.shape,
  attempts: integerFrom(1, 'attempts from every start').optional(),
});

/** The same starts with noise of an attempt's own. */
function withOwnNoise(actor: Actor, offset: number): Actor {
  return { ...actor, begin: (slot, seed) => actor.begin(slot, (seed + offset) >>> 0) };
}

/**
 * Lets the base policy alone try each start several times, each time with other noise: the starts are those of the seeds, the
 * noise is not.
 *
 * A start that it never solves lies outside its support: a small residual has no success nearby to be led by. One that it
 * sometimes solves needs no better policy, but better luck.
 *
 * @param task task name
 * @param options base policy, starts, attempts
 * @returns how many attempts of each start succeeded, in the order of seeds
 * @throws RangeError on numbers out of their range; the signal's reason when it stops
 */
export async function measurePasses(task: string, options: PassOptions = {}): Promise<number[]> {
  checkSettings(passOptions, options, 'measurePasses');
  const { baseKind, episodes = 64, firstSeed = HELD_OUT_SEED, slots = 25, attempts = 16, signal } = options;
  const rows = Math.min(slots, episodes);
  const counts = Array<number>(episodes).fill(0);
  const opened = opening();
  try {
    const base = opened.keep(await loadBasePolicy(task, { kind: baseKind, batch: rows }), closeIt);
    const env = opened.keep(await createSeenEnv(task, base, { slots: rows }), closeIt);
    const protocol = { residual: 'none', episodes, firstSeed, success: 'once' } as const;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const actor = withOwnNoise(baseActor(base, env.spec), ATTEMPT_SEED + attempt * episodes - firstSeed);
      const { succeeded } = await measureSuccess(env, actor, protocol, { signal });
      for (const [start, success] of succeeded.entries()) counts[start] += success;
    }
    return counts;
  } finally {
    await opened.close();
  }
}
