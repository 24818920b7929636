/** The reward of a chunk, as a value that belongs to its task: the one place where it is decided. */

/** What came of one chunk, as far as rewards may depend on it. */
export interface ChunkOutcome {
  /** Sum of the task's own rewards over the chunk's primitive steps. */
  readonly rewardSum: number;
  /** Whether the task is solved after the last primitive step executed. */
  readonly success: boolean;
  /** Whether it was solved at any primitive step of the chunk. */
  readonly succeeded: boolean;
  /** Primitive steps executed. */
  readonly primitiveSteps: number;
}

/** What a chunk is worth to a learner. */
export interface RewardRule {
  /** For people and errors. */
  readonly name: string;
  /** Least and greatest reward of a chunk: what critics' supports and bounds of returns are made from. */
  readonly low: number;
  readonly high: number;
  /** The reward of a chunk, in [low, high]. */
  readonly of: (outcome: ChunkOutcome) => number;
}

/** Least and greatest reward of a chunk. */
export type RewardRange = Pick<RewardRule, 'low' | 'high'>;

/** −1 a chunk until success, 0 on the chunk with it (DAWN, Policy Decorator: ManiSkill's convention). */
export const sparseReward: RewardRule = {
  name: 'sparse',
  low: -1,
  high: 0,
  of: ({ succeeded }) => (succeeded ? 0 : -1),
};

/**
 * The reward of a chunk, held to what its rule says of itself.
 *
 * @param rule the task's rule
 * @param outcome what came of the chunk
 * @returns the reward, in [low, high]
 * @throws RangeError when the rule returns something else
 */
export function rewardOf(rule: RewardRule, outcome: ChunkOutcome): number {
  const reward = rule.of(outcome);
  if (reward >= rule.low && reward <= rule.high) return reward;
  throw new RangeError(
    `The reward rule ${rule.name} gave ${reward}, outside its own range [${rule.low}, ${rule.high}]. Widen the range, ` +
      'or clip the reward: critics and bounds of returns rely on it.',
  );
}

/**
 * Between what the discounted rewards of an episode lie that may end at any chunk: [min(low, 0), max(high, 0)] / (1 − γ).
 *
 * @param range least and greatest reward of a chunk
 * @param discount γ per chunk, in [0, 1)
 * @returns least and greatest value, in units of reward
 */
export function valueRange(
  { low, high }: RewardRange,
  discount: number,
): { readonly low: number; readonly high: number } {
  return { low: Math.min(low, 0) / (1 - discount), high: Math.max(high, 0) / (1 - discount) };
}
