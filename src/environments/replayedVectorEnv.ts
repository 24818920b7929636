/** Snapshots for environments that have none: what every slot was asked since its reset, to be played again. */

import type { ArrayTree, NdArray } from '../arrays/index.js';
import type { VectorEnv } from './vectorEnv.js';

/** What a slot was asked: the seed of its episode, and its chunks since. */
interface SlotLog {
  readonly seed: number;
  readonly chunks: Float32Array[];
}

const nameOf = (slot: number) => `slot${slot}`;

/** @throws Error when an episode that was played again is not the one that was saved, bit for bit */
function checkReplayed({ spec, slots, obsStacks }: VectorEnv, slot: number, saved: NdArray): void {
  const width = obsStacks.length / slots;
  const now = obsStacks.subarray(slot * width, (slot + 1) * width);
  const then = saved.data.subarray(slot * width, (slot + 1) * width);
  const differs = now.findIndex((entry, i) => !Object.is(entry, then[i]));
  if (differs < 0) return;
  throw new Error(
    `${spec.id}: the episode in slot ${slot} was played again from its seed and actions and is another: ` +
      `${spec.obsNames[differs % spec.obsDim]} is ${now[differs]}, and was ${then[differs]} when it was saved. Its episodes do ` +
      'not follow bitwise from seed and actions, or this is another processor or other packages than then. Where they never ' +
      "do: can: { snapshot: 'none' }.",
  );
}

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

/** A log from its arrays; nothing for a slot that was never reset. */
function unpackLog({ seed, chunks: { shape, data } }: Readonly<Record<string, NdArray>>): SlotLog | undefined {
  if (seed.data.length === 0) return undefined;
  const width = data.length / Math.max(1, shape[0]);
  const chunkAt = (_: unknown, i: number) => Float32Array.from(data.subarray(i * width, (i + 1) * width));
  return { seed: seed.data[0] >>> 0, chunks: Array.from({ length: shape[0] }, chunkAt) };
}

/**
 * Gives a vector snapshots: seed and actions of the episode under way in every slot. Restoring plays them again, so that
 * an episode must follow bitwise from them.
 *
 * @param env the vector, owned by the result
 * @returns the same vector, with `snapshot` and `restore`, which fails on an episode that does not follow from them
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
    snapshot: async () => ({
      ...Object.fromEntries(logs.map((log, slot) => [nameOf(slot), packLog(log, chunkDim)] as const)),
      obsStacks: { shape: [env.slots, env.obsStacks.length / env.slots], data: env.obsStacks.slice() },
    }),
    async restore(state) {
      const { obsStacks, ...saved } = state;
      if (Object.keys(saved).length !== env.slots)
        throw new Error(`The state has ${Object.keys(saved).length} slots, this vector ${env.slots}.`);
      for (let slot = 0; slot < env.slots; slot++) {
        logs[slot] = undefined;
        const log = unpackLog(saved[nameOf(slot)] as Readonly<Record<string, NdArray>>);
        if (!log) continue;
        await env.reset(slot, log.seed);
        for (const chunk of log.chunks) await env.stepChunks([slot], chunk);
        logs[slot] = log;
        checkReplayed(env, slot, obsStacks as NdArray);
      }
    },
  };
}
