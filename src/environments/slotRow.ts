/** One slot's part of a vector environment, the same in process and in a worker. */

import { type ChunkedEnv, type ChunkStep, createChunkedEnv } from './actionChunk.js';
import type { OwnTask } from './env.js';
import { createFrameStackedEnv } from './frameStack.js';
import { createEnvs } from './registry.js';
import type { ChunkBatch, VectorEnvOptions } from './vectorEnv.js';

/**
 * Makes the environments of some slots.
 *
 * @param task task name, or a task of the reader's own
 * @param options number of slots, stack and chunk sizes, and whether success ends an episode
 */
export async function createSlots(task: string | OwnTask, options: VectorEnvOptions): Promise<readonly ChunkedEnv[]> {
  const envs = await createEnvs(task, options.slots, options);
  return envs.map((env) => createChunkedEnv(createFrameStackedEnv(env, options.obsHorizon), options));
}

/**
 * Writes one chunk's result into a row.
 *
 * @param batch where to write
 * @param row row of the batch
 * @param step the result
 */
export function writeRow(batch: ChunkBatch, row: number, step: ChunkStep): void {
  batch.obsStacks.set(step.obs, row * step.obs.length);
  batch.rewardSum[row] = step.rewardSum;
  batch.terminated[row] = Number(step.terminated);
  batch.truncated[row] = Number(step.truncated);
  batch.success[row] = Number(step.success);
  batch.succeeded[row] = Number(step.succeeded);
  batch.primitiveSteps[row] = step.primitiveSteps;
  batch.clippedFraction[row] = step.clippedFraction;
}
