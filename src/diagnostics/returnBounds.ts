/** Monte-Carlo returns of chunk rewards, with honest bounds where an episode was cut off. */

import { type RewardRange, sparseReward, valueRange } from '../rewards/index.js';

/** The rewards of an episode. */
export interface EpisodeRewards {
  /** One per chunk, in order. */
  readonly rewards: readonly number[];
  /** `terminated`: nothing follows; `truncated`: the time limit hides what would have followed. */
  readonly end: 'terminated' | 'truncated';
}

/** Between what the return of each chunk lies; equal where the episode terminated. */
export interface ReturnBounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

function discounted(rewards: readonly number[], discount: number, tail: number): number[] {
  const returns = new Array<number>(rewards.length);
  let later = tail;
  for (let t = rewards.length - 1; t >= 0; t--) {
    later = rewards[t] + discount * later;
    returns[t] = later;
  }
  return returns;
}

/**
 * The discounted return from each chunk on: G_t = Σ_k γᵏ r_{t+k}.
 *
 * After a truncation the tail is unknown. With a reward of −1 per chunk until success it lies between success at once,
 * 0, and never, −1/(1 − γ); both bounds are given, since γ^{T−t} is far from 0 at the horizons here (0.97⁵⁰ ≈ 0.22).
 *
 * @param episode rewards per chunk, and how it ended
 * @param discount γ per chunk
 * @param rule least and greatest reward of a chunk that may follow; −1 until success by default
 * @returns lower and upper bounds, one per chunk, in units of reward
 * @throws RangeError on a discount outside [0, 1), or a reward that is not finite
 */
export function returnBounds(
  { rewards, end }: EpisodeRewards,
  discount: number,
  rule: RewardRange = sparseReward,
): ReturnBounds {
  if (!(discount >= 0 && discount < 1))
    throw new RangeError(`returnBounds: the discount must lie in [0, 1), got ${discount}.`);
  const bad = rewards.findIndex((reward) => !Number.isFinite(reward));
  if (bad >= 0) throw new RangeError(`returnBounds: the reward of chunk ${bad} is ${rewards[bad]}.`);
  const tail = end === 'terminated' ? { low: 0, high: 0 } : valueRange(rule, discount);
  const upper = discounted(rewards, discount, tail.high);
  return { lower: tail.low === tail.high ? upper : discounted(rewards, discount, tail.low), upper };
}
