/** What a chunk means for learning: what it was worth, and what it ended. */

import { type RewardRule, rewardOf } from '../rewards/index.js';
import type { ChunkBatch } from './vectorEnv.js';

/**
 * The reward of a chunk.
 *
 * @param rule the task's rule
 * @param batch result of some slots
 * @param row which row
 * @returns the reward, in the rule's range
 * @throws RangeError when the rule returns something else
 */
export function chunkReward(rule: RewardRule, batch: ChunkBatch, row: number): number {
  return rewardOf(rule, {
    rewardSum: batch.rewardSum[row],
    success: batch.success[row] === 1,
    succeeded: batch.succeeded[row] === 1,
    primitiveSteps: batch.primitiveSteps[row],
  });
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
