/**
 * What a reader's own task and base policy do, as a hash: functions capture what their text does not show.
 *
 * @outsideNumerics it tells parts apart and trains nothing
 */

import { createHash } from 'node:crypto';
import type { ResidualDims } from '../algorithms/index.js';
import { type BaseActed, baseActor, createSeenEnv, loadBasePolicy } from '../policies/index.js';
import { randomStream } from '../random/index.js';
import { type Actor, EVALUATION_SEED, rollOut, seedsFrom } from '../rollouts/index.js';
import type { RunParts } from './runIdentity.js';
import { residualDims } from './sight.js';

/**
 * How far the slots act from the base policy: as it does, near it, far from it, and anyhow. A residual goes where the
 * base policy alone does not.
 */
const NOISE = [0, 0, 0.1, 0.1, 0.5, 0.5, 2, 2];
/** Chunks in each slot. */
const ROUNDS = 64;

/** What came of looking at parts of the reader's own. */
export interface OwnBehaviour {
  /** Sizes of what the residual sees, and of a chunk. */
  readonly dims: ResidualDims;
  /** Hash of all that was seen, done and rewarded; absent where episodes do not repeat. */
  readonly hash?: string;
}

/** The base policy with noise on its chunks, in each slot as much as {@link NOISE} has. */
function shakenActor(alone: Actor<BaseActed>, chunkDim: number): Actor<BaseActed> {
  const stream = randomStream(EVALUATION_SEED, 'exploration');
  return {
    begin: alone.begin,
    async act(episodes, obsStacks) {
      const { base } = await alone.act(episodes, obsStacks);
      const noise = stream.fillUniform(new Float32Array(base.length), -1, 1);
      const actions = base.map((a, i) => Math.max(-1, Math.min(1, a + NOISE[Math.floor(i / chunkDim)] * noise[i])));
      return { actions, base };
    },
  };
}

/**
 * Plays a task with a base policy, with and without noise on its actions, and hashes what is seen, done and rewarded.
 *
 * @param parts task and base policy, of which one at least is the reader's own, and the agent that sees them
 * @returns the hash; what no such episode meets is not in it
 * @throws whatever the parts throw
 */
export async function ownBehaviour({
  task,
  baseKind,
  agent,
  physics,
}: Pick<RunParts, 'task' | 'baseKind' | 'agent' | 'physics'>): Promise<OwnBehaviour> {
  const slots = NOISE.length;
  const base = await loadBasePolicy(task, { kind: baseKind, batch: slots });
  const env = await createSeenEnv(task, base, { slots, physics, picture: agent.algorithm.picture });
  const hash = createHash('sha256');
  const shaken = shakenActor(baseActor(base, env.spec), base.executeSteps * env.spec.actionDim);
  let rounds = 0;
  try {
    for await (const { obsStacks, acted, step, rewards } of rollOut(env, shaken, {
      seeds: seedsFrom(EVALUATION_SEED),
    })) {
      const seen = [obsStacks, acted.base, ...Object.values<ArrayBufferView>({ ...step }), Float64Array.from(rewards)];
      for (const { buffer, byteOffset, byteLength } of [...seen, ...Object.values(env.shown ?? {})])
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
      if (++rounds === ROUNDS) break;
    }
    // What cannot be saved is better known now than at the first checkpoint.
    await env.snapshot?.();
    base.snapshot();
    return { dims: residualDims(env), hash: hash.digest('hex').slice(0, 16) };
  } finally {
    await base.close();
    await env.close();
  }
}
