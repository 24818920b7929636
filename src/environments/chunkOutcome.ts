/** What a chunk means for learning: the one rule of rewards and of endings. */

import type { ChunkBatch } from './vectorEnv.js';

/**
 * The reward of a chunk: −1 until success, 0 on the chunk with it (DAWN, Policy Decorator: ManiSkill's convention).
 *
 * @param batch result of some slots
 * @param row which row
 * @returns the reward, −1 or 0
 */
export function chunkReward({ succeeded }: ChunkBatch, row: number): number {
  return succeeded[row] ? 0 : -1;
}

/**
 * How an episode ended with a chunk.
 *
 * @param batch result of some slots
 * @param row which row
 * @param successEnds whether success ends it, also in an environment that would go on; true by default
 * @returns undefined while it goes on
 */
export function chunkEnd(
  { succeeded, terminated, truncated }: ChunkBatch,
  row: number,
  successEnds = true,
): 'terminated' | 'truncated' | undefined {
  if (terminated[row] || (successEnds && succeeded[row])) return 'terminated';
  return truncated[row] ? 'truncated' : undefined;
}
