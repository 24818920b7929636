/** A vector environment in the calling thread. */

import type { ChunkedEnv } from './actionChunk.js';
import type { OwnTask } from './env.js';
import { envSpec, taskReward } from './registry.js';
import { createShown, writeShown } from './shown.js';
import { createSlots, writeRow } from './slotRow.js';
import {
  checkChunks,
  checkSizes,
  checkSlot,
  emptyChunkBatch,
  type VectorEnv,
  type VectorEnvOptions,
} from './vectorEnv.js';
import { packVectorState, unpackVectorState } from './vectorState.js';

const closeEnv = (env: ChunkedEnv): void => env.close();
const snapshotValues = (env: ChunkedEnv): Float64Array => env.snapshot().values;

/**
 * Makes n environments in this thread.
 *
 * @param task task name, or a task of the reader's own
 * @param options number of slots, stack and chunk sizes
 * @returns the vector, every slot to be reset first
 * @throws RangeError on sizes that are no positive integers, and on a task of the reader's own that cannot be run
 */
export async function createLocalVectorEnv(task: string | OwnTask, options: VectorEnvOptions): Promise<VectorEnv> {
  const spec = envSpec(task);
  const { slots, obsHorizon, executeSteps, endOnSuccess = true } = options;
  checkSizes(options);
  const envs = await createSlots(task, options);
  const [stackDim, chunkDim] = [obsHorizon * spec.obsDim, executeSteps * spec.actionDim];
  const obsStacks = new Float32Array(slots * stackDim);
  const shown = createShown(spec, slots);
  const sizes = { spec, reward: taskReward(task), slots, obsHorizon, executeSteps, endOnSuccess };
  return {
    ...sizes,
    obsStacks,
    ...(shown && { shown }),
    async reset(slot, seed) {
      checkSlot(sizes, slot);
      const stack = envs[slot].reset(seed);
      obsStacks.set(stack, slot * stackDim);
      writeShown(shown, slot, envs[slot].show?.());
      return stack;
    },
    async stepChunks(asked, actions) {
      checkChunks(sizes, asked, actions);
      const batch = emptyChunkBatch(asked.length, stackDim);
      for (const [row, slot] of asked.entries()) {
        const step = envs[slot].stepChunk(actions.subarray(row * chunkDim, (row + 1) * chunkDim));
        writeRow(batch, row, step);
        obsStacks.set(step.obs, slot * stackDim);
        writeShown(shown, slot, envs[slot].show?.());
      }
      return batch;
    },
    snapshot: async () => packVectorState(envs.map(snapshotValues), obsStacks),
    async restore(state) {
      const saved = unpackVectorState(state, slots);
      for (const [slot, env] of envs.entries()) env.restore({ env: spec.id, values: saved.rows[slot] });
      obsStacks.set(saved.obsStacks);
      for (const [slot, env] of envs.entries()) writeShown(shown, slot, env.show?.());
    },
    close: async () => envs.forEach(closeEnv),
  };
}
