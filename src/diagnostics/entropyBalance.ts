/** Whether entropy drowns reward in the value that a critic is to learn. */

import { type RewardRange, sparseReward, valueRange } from '../rewards/index.js';

/** What the entropy term weighs beside the reward. */
export interface EntropyBalance {
  /** |α E log π| / |r| per chunk: above 1 the entropy term outweighs the reward. */
  readonly perChunk: number;
  /** α E log π / (1 − γ): what the entropy term adds to the value of a policy that stays as it is. */
  readonly discounted: number;
  /** |r| / (1 − γ): the whole range of the hard value. */
  readonly valueRange: number;
}

/**
 * The balance of entropy and reward.
 *
 * @param alpha temperature α
 * @param logPi mean log-density of the residual, nats
 * @param discount γ per chunk
 * @param reward magnitude of a chunk's reward
 * @returns per chunk and discounted
 * @throws RangeError on a discount outside [0, 1), a temperature or a reward that is not positive
 *
 * A near-zero residual has σ = e⁻⁹, hence log π ≈ +7.6 nats per entry of the chunk: at 28 entries 0.01 · 212 nats
 * outweigh a reward of 1.
 */
export function entropyBalance(alpha: number, logPi: number, discount: number, reward = 1): EntropyBalance {
  if (!(discount >= 0 && discount < 1))
    throw new RangeError(`entropyBalance: the discount must lie in [0, 1), got ${discount}.`);
  if (!(alpha > 0 && reward > 0))
    throw new RangeError(`entropyBalance: α and the reward's magnitude must be positive, got ${alpha} and ${reward}.`);
  return {
    perChunk: Math.abs(alpha * logPi) / reward,
    discounted: (alpha * logPi) / (1 - discount),
    valueRange: reward / (1 - discount),
  };
}

/**
 * The share of Q-values that no policy can have: beyond the range of values by more than a margin, so outside
 * [−1/(1 − γ) − margin, margin] with a reward of −1 per chunk until success.
 *
 * @param q Q-values, in units of reward
 * @param discount γ per chunk
 * @param margin tolerance, in the same unit
 * @param rule least and greatest reward of a chunk; −1 until success by default
 * @returns in [0, 1]; values that are not finite count as impossible
 * @throws RangeError on no values
 */
export function impossibleShare(
  q: ArrayLike<number>,
  discount: number,
  margin = 1,
  rule: RewardRange = sparseReward,
): number {
  if (q.length === 0) throw new RangeError('impossibleShare: there are no values.');
  const { low, high } = valueRange(rule, discount);
  return Array.from(q).filter((value) => !(value >= low - margin && value <= high + margin)).length / q.length;
}
