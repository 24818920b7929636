/** A vector environment over worker threads with shared memory. */

import { envSpec, taskReward } from './registry.js';
import { checkChunks, checkSeed, checkSizes, checkSlot, emptyChunkBatch, type VectorEnv } from './vectorEnv.js';
import { packVectorState, unpackVectorState } from './vectorState.js';
import {
  resetSlot,
  restoreSlots,
  snapshotSlots,
  startFleet,
  stepShare,
  type WorkerVectorEnvOptions,
} from './workerFleet.js';

/**
 * Makes n environments spread over worker threads. Bitwise the same results as in one thread; each worker takes about
 * 0.4 s to start and 100 MB. Worth it where the physics, not the learner, is slow.
 *
 * @param id task name
 * @param options number of slots and of workers, stack and chunk sizes
 * @returns the vector, every slot to be reset first
 * @throws RangeError on a number of workers outside [1, slots]
 */
export async function createWorkerVectorEnv(id: string, options: WorkerVectorEnvOptions): Promise<VectorEnv> {
  const { slots, obsHorizon, executeSteps, endOnSuccess = true, workers: count } = options;
  if (!Number.isInteger(count) || count < 1 || count > slots)
    throw new RangeError(
      `createWorkerVectorEnv: workers must be an integer from 1 to the ${slots} slots, got ${count}.`,
    );
  checkSizes(options);
  if (envSpec(id).shows)
    throw new RangeError(
      `createWorkerVectorEnv: ${id} shows pictures, which workers do not send; use createLocalVectorEnv.`,
    );
  const fleet = await startFleet(id, options);
  const { workers, obsStacks, stackDim } = fleet;
  const sizes = { spec: envSpec(id), reward: taskReward(id), slots, obsHorizon, executeSteps, endOnSuccess };
  return {
    ...sizes,
    obsStacks,
    async reset(slot, seed) {
      checkSlot(sizes, slot);
      checkSeed(seed);
      return resetSlot(fleet, slot, seed);
    },
    async stepChunks(asked, actions) {
      checkChunks(sizes, asked, actions);
      const batch = emptyChunkBatch(asked.length, stackDim);
      await Promise.all(workers.map((_, w) => stepShare(fleet, w, asked, actions, batch)));
      return batch;
    },
    snapshot: async () => packVectorState(await snapshotSlots(fleet, slots), obsStacks),
    async restore(state) {
      const saved = unpackVectorState(state, slots);
      await restoreSlots(fleet, saved.rows);
      obsStacks.set(saved.obsStacks);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
