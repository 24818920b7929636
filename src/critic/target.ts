/** Temporal-difference targets. */

import { tf } from '../compute/index.js';

/** What a target is made from; time indices are those of the transition t−1 → t. */
export interface TargetInputs {
  /** Reward r_t of the chunk, [batch, 1]. */
  readonly rewardT: tf.Tensor;
  /** γ where the value of s_t counts (also at truncation), 0 after termination, [batch, 1]. */
  readonly discountT: tf.Tensor;
  /** Minimum over target critics of Q̄(s_t, a_base + λ u'), u' ~ π, [batch, 1]. */
  readonly qT: tf.Tensor;
  /** log π(u' | s_t) in unscaled residual coordinates, [batch, 1], nats. */
  readonly logPiT: tf.Tensor;
  /** Temperature α, scalar. */
  readonly alpha: tf.Tensor;
}

/** A target y [batch, 1], one function type; a new target is a new function. */
export type Target = (inputs: TargetInputs) => tf.Tensor;

/**
 * The soft target: y = r_t + γ_t (q_t − α log π_t).
 *
 * @param inputs see {@link TargetInputs}
 * @returns [batch, 1]
 *
 * See "Soft actor-critic" by Haarnoja et al. (2018); what Policy Decorator and DAWN's online phase use.
 */
export const softTarget: Target = ({ rewardT, discountT, qT, logPiT, alpha }) =>
  tf.add(rewardT, tf.mul(discountT, tf.sub(qT, tf.mul(alpha, logPiT))));

/**
 * The hard target, without the entropy term: y = r_t + γ_t q_t.
 *
 * @param inputs see {@link TargetInputs}
 * @returns [batch, 1]
 */
export const hardTarget: Target = ({ rewardT, discountT, qT }) => tf.add(rewardT, tf.mul(discountT, qT));
