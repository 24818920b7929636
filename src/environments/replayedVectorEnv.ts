/** Snapshots for environments that have none: what every slot was asked since its reset, to be played again. */

import type { ArrayTree, NdArray } from '../arrays/index.js';
import type { VectorEnv } from './vectorEnv.js';

/** What a slot was asked: the seed of its episode, and its chunks since. */
interface SlotLog {
  readonly seed: number;
  readonly chunks: Float32Array[];
}

const nameOf = (slot: number) => `slot${slot}`;

/** A log as arrays; empty for a slot that was never reset. */
function packLog(log: SlotLog | undefined, chunkDim: number): ArrayTree {
  const chunks = log?.chunks ?? [];
  const data = new Float32Array(chunks.length * chunkDim);
  chunks.forEach((chunk, i) => {
    data.set(chunk, i * chunkDim);
  });
  // The bits of unsigned integers in signed ones: files know no others.
  const seed = Int32Array.from(log ? [log.seed | 0] : []);
  return { seed: { shape: [seed.length], data: seed }, chunks: { shape: [chunks.length, chunkDim], data } };
}

/**
 * Gives a vector snapshots: seed and actions of the episode under way in every slot. Restoring plays them again, so that
 * an episode must follow bitwise from them.
 *
 * @param env the vector, owned by the result
 * @returns the same vector, with `snapshot` and `restore`
 */
export function replayedVectorEnv(env: VectorEnv): VectorEnv {
  const chunkDim = env.executeSteps * env.spec.actionDim;
  const logs: (SlotLog | undefined)[] = Array.from({ length: env.slots });
  const reset = (slot: number, seed: number) => {
    logs[slot] = { seed, chunks: [] };
    return env.reset(slot, seed);
  };
  return {
    ...env,
    reset,
    stepChunks(slots, actions) {
      slots.forEach((slot, row) => {
        logs[slot]?.chunks.push(actions.slice(row * chunkDim, (row + 1) * chunkDim));
      });
      return env.stepChunks(slots, actions);
    },
    snapshot: async () => Object.fromEntries(logs.map((log, slot) => [nameOf(slot), packLog(log, chunkDim)] as const)),
    async restore(state) {
      if (Object.keys(state).length !== env.slots)
        throw new Error(`The state has ${Object.keys(state).length} slots, this vector ${env.slots}.`);
      for (let slot = 0; slot < env.slots; slot++) {
        const { seed, chunks } = state[nameOf(slot)] as { readonly seed: NdArray; readonly chunks: NdArray };
        logs[slot] = undefined;
        if (seed.data.length === 0) continue;
        await reset(slot, seed.data[0] >>> 0);
        const played = Array.from({ length: chunks.shape[0] }, (_, i) =>
          Float32Array.from(chunks.data.subarray(i * chunkDim, (i + 1) * chunkDim)),
        );
        for (const chunk of played) await env.stepChunks([slot], chunk);
        logs[slot] = { seed: seed.data[0] >>> 0, chunks: played };
      }
    },
  };
}
