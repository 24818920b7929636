/** Rewards: what a chunk is worth to a learner, and what values can follow from that. */

export {
  type ChunkOutcome,
  type RewardRange,
  type RewardRule,
  rewardOf,
  sparseReward,
  valueRange,
} from './rewardRule.js';
