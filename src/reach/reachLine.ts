/** Lines that a learning curve is read against: what no learning at all comes to, and what the bound leaves room for. */

import { z } from 'zod';
import { closeIt, opening } from '../compute/index.js';
import type { VectorEnv } from '../environments/index.js';
import {
  type BasePolicy,
  baseActor,
  baseName,
  createSeenEnv,
  loadBasePolicy,
  parseBaseName,
} from '../policies/index.js';
import { type Actor, type EvaluationResult, HELD_OUT_SEED, measureSuccess, stepByStep } from '../rollouts/index.js';
import { checkSettings, integerFrom, numberIn, oneOf, strictSettings } from '../settings/index.js';
import { createExpert } from '../tasks/index.js';
import { evaluatedActor } from '../training/index.js';
import { randomResidual } from '../warmup/index.js';
import { oracleActor } from './oracle.js';

/** The kinds of line. */
export const REACH_LINES = ['base', 'zeroNoise', 'shaken', 'oracle', 'oracleEveryStep'] as const;

/**
 * A line. `base`: the base policy alone. `zeroNoise`: the same, beginning every chunk in the middle of what it samples from.
 * `shaken`: with uniform residuals up to λ. `oracle`: corrected by the expert within ±λ, decided on once a chunk, as a
 * residual is. `oracleEveryStep`: corrected at every primitive step, which is more than a residual on chunks can do.
 */
export interface ReachLine {
  readonly name: (typeof REACH_LINES)[number];
  /** Bound λ, of those that have one. */
  readonly lambda?: number;
}

/** On which episodes. */
export interface ReachOptions {
  /** Kind of the base policy; `diffusion` by default. */
  readonly baseKind?: string;
  /** Episodes; 200 by default. */
  readonly episodes?: number;
  /** Seed of the first; those of the held-out set by default, so that runs are paired with it. */
  readonly firstSeed?: number;
  /** Episodes side by side; 25 by default. */
  readonly slots?: number;
  /** Stops between chunks. */
  readonly signal?: AbortSignal;
}

const lineForm = strictSettings('entry of a line', {
  name: oneOf('line', REACH_LINES),
  lambda: numberIn('(0, 2]', 'the bound of the residual, in units of action; 2 is the whole range').optional(),
});

/** The form of {@link ReachOptions}. */
export const reachOptions = strictSettings('option', {
  baseKind: z.string().optional(),
  episodes: integerFrom(1, 'episodes').optional(),
  firstSeed: integerFrom(0, 'the seed of the first episode').optional(),
  slots: integerFrom(1, 'episodes side by side').optional(),
  signal: z.unknown().optional(),
});

function checkLine(line: ReachLine): void {
  checkSettings(lineForm, line, 'measureLine');
  const { name, lambda } = line;
  const hasBound = name !== 'base' && name !== 'zeroNoise';
  if (hasBound && lambda === undefined)
    throw new RangeError(`measureLine: '${name}' needs the bound of its residual, for instance lambda: 0.2.`);
  if (!hasBound && lambda !== undefined)
    throw new RangeError(`measureLine: '${name}' has no residual, hence no lambda. Leave it out.`);
}

/** Fails where the task's expert is no oracle for a base policy. */
function checkOracle(task: string, base: BasePolicy): void {
  if (base.encoder)
    throw new RangeError(`measureLine: ${task} shows pictures, and its expert reads numbers that are not there.`);
  if (createExpert(task).remembers)
    throw new RangeError(
      `measureLine: the expert of ${task} remembers what it did, and is no oracle for states that a base policy brought ` +
        'about. Leave its oracle out.',
    );
}

/** Who acts for a line. */
function lineActor(env: VectorEnv, task: string, base: BasePolicy, { name, lambda = 0 }: ReachLine): Actor {
  const alone = baseActor(base, env.spec);
  if (name === 'shaken')
    return evaluatedActor(env, { base, behaviour: { act: randomResidual(), lambda } }, 'behaviour');
  if (name === 'oracle') return oracleActor(env, alone, () => createExpert(task), lambda);
  if (name === 'oracleEveryStep') return oracleActor(env, stepByStep(alone, base), () => createExpert(task), lambda);
  return alone;
}

/**
 * Measures a line.
 *
 * @param task task name; one with an expert for the oracles
 * @param line which
 * @param options base policy, episodes, seeds
 * @returns successes per episode, once per episode
 * @throws RangeError on a line without the bound that it needs, on numbers out of their range, and where the expert cannot see
 * what the base policy sees; Error naming the tasks that have an expert; the signal's reason when it stops
 */
export async function measureLine(
  task: string,
  line: ReachLine,
  options: ReachOptions = {},
): Promise<EvaluationResult> {
  checkLine(line);
  checkSettings(reachOptions, options, 'measureLine');
  const { baseKind = 'diffusion', episodes = 200, firstSeed = HELD_OUT_SEED, slots = 25, signal } = options;
  const rows = Math.min(slots, episodes);
  const kind = line.name === 'zeroNoise' ? baseName(parseBaseName(baseKind).policy, 'zero') : baseKind;
  const opened = opening();
  try {
    const base = opened.keep(await loadBasePolicy(task, { kind, batch: rows }), closeIt);
    if (line.name.startsWith('oracle')) checkOracle(task, base);
    const steps = line.name === 'oracleEveryStep' ? { ...base, executeSteps: 1 } : base;
    const env = opened.keep(await createSeenEnv(task, steps, { slots: rows }), closeIt);
    const protocol = { residual: 'none', episodes, firstSeed, success: 'once' } as const;
    return await measureSuccess(env, lineActor(env, task, base, line), protocol, { signal });
  } finally {
    await opened.close();
  }
}
