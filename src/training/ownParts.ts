/**
 * What a reader's own task and base policy do, as a hash: functions capture what their text does not show.
 *
 * @outsideNumerics it tells parts apart and trains nothing
 */

import { createHash } from 'node:crypto';
import { allFeatures } from '../environments/index.js';
import { baseChunks, createSeenEnv, loadBasePolicy } from '../policies/index.js';
import { randomStream } from '../random/index.js';
import { EVALUATION_SEED } from './evaluationProtocol.js';
import type { RunParts } from './runIdentity.js';

/**
 * How far the slots act from the base policy: as it does, near it, far from it, and anyhow. A residual goes where the
 * base policy alone does not.
 */
const NOISE = [0, 0, 0.1, 0.1, 0.5, 0.5, 2, 2];
/** Chunks in each slot. */
const ROUNDS = 64;

/** What came of looking at parts of the reader's own. */
export interface OwnBehaviour {
  /** Primitive steps in a chunk of the base policy. */
  readonly executeSteps: number;
  /** Entries of what the residual sees. */
  readonly featureDim: number;
  /** Hash of all that was seen, done and rewarded. */
  readonly hash: string;
}

/**
 * Plays a task with a base policy, with and without noise on its actions, and hashes what is seen, done and rewarded.
 *
 * @param parts task and base policy, of which one at least is the reader's own
 * @returns the hash; what no such episode meets is not in it
 * @throws whatever the parts throw
 */
export async function ownBehaviour({ task, baseKind }: Pick<RunParts, 'task' | 'baseKind'>): Promise<OwnBehaviour> {
  const slots = NOISE.length;
  const base = await loadBasePolicy(task, { kind: baseKind, batch: slots });
  const { executeSteps } = base;
  const env = await createSeenEnv(task, base, { slots });
  const hash = createHash('sha256');
  const stream = randomStream(EVALUATION_SEED, 'exploration');
  const all = NOISE.map((_, slot) => slot);
  const chunkDim = executeSteps * env.spec.actionDim;
  let seed = EVALUATION_SEED;
  const begin = async (slot: number) => {
    base.reset(slot, seed);
    await env.reset(slot, seed++);
  };
  try {
    for (const slot of all) await begin(slot);
    for (let round = 0; round < ROUNDS; round++) {
      const seen = env.obsStacks.slice();
      const shown = Object.values(env.shown ?? {}).map((data) => data.slice());
      const chunk = await baseChunks(base, env.spec, all, seen);
      const noise = stream.fillUniform(new Float32Array(chunk.length), -1, 1);
      const actions = chunk.map((a, i) => Math.max(-1, Math.min(1, a + NOISE[Math.floor(i / chunkDim)] * noise[i])));
      const step = await env.stepChunks(all, actions);
      for (const { buffer, byteOffset, byteLength } of [
        seen,
        ...shown,
        chunk,
        ...Object.values<ArrayBufferView>({ ...step }),
      ])
        hash.update(new Uint8Array(buffer, byteOffset, byteLength));
      for (const slot of all) if (step.terminated[slot] || step.truncated[slot]) await begin(slot);
    }
    return { executeSteps, featureDim: allFeatures(env.spec).length, hash: hash.digest('hex').slice(0, 16) };
  } finally {
    await env.close();
    await base.close();
  }
}
