/** The entropy temperature α and its automatic tuning. */

import { tf } from '../compute/index.js';

/**
 * Gradient of J(log α) = −log α · (mean(log π) + H̄) with respect to log α: −(mean(log π) + H̄).
 *
 * @param logPi log-densities of fresh actor samples, [batch, 1], nats
 * @param targetEntropy H̄, nats; minus the dimension of the unscaled residual chunk in DAWN and Policy Decorator
 * @returns scalar; α grows while the entropy −log π is below H̄
 *
 * See "Soft actor-critic algorithms and applications" by Haarnoja et al. (2018), with log α in place of α, as most
 * implementations have it.
 */
export function temperatureGradient(logPi: tf.Tensor, targetEntropy: number): tf.Tensor {
  return tf.neg(tf.add(tf.mean(logPi), targetEntropy));
}
