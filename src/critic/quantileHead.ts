/** QR: quantiles of the return. */

import { tf } from '../compute/index.js';
import { ofShape } from './shapes.js';
import type { ValueHead } from './valueHead.js';

/** Huber's loss of errors that are not negative: ½ e² up to 1, then e − ½. */
function huber(errors: tf.Tensor): tf.Tensor {
  const near = tf.minimum(errors, 1);
  return tf.mul(near, tf.sub(errors, tf.mul(near, 0.5)));
}

/**
 * The quantile critic: outputs are the quantiles at τ_i = (i + ½)/n, Q is their mean. With δ_ij = y_j − q_i the loss is
 * mean over the batch of Σ_i mean_j |τ_i − 1(δ_ij < 0)| · huber₁(δ_ij).
 *
 * @param count how many quantiles, at least 2
 * @returns the head
 * @throws RangeError on fewer than two quantiles
 *
 * See "Distributional reinforcement learning with quantile regression" by Dabney et al. (2018).
 */
export function quantileHead(count: number): ValueHead {
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`quantileHead: needs two or more quantiles, got ${count}.`);
  return {
    name: `QR ${count}`,
    outputs: count,
    value: (outputs) => tf.mean(outputs, 1, true),
    target: (outputsT, backup) => backup(outputsT),
    loss(outputs, target) {
      // Any number of values of the return may stand for its distribution.
      ofShape('the target', target, [outputs.shape[0]!, target.shape[1]!], 'a row for each of the outputs');
      const levels = tf.tensor3d(
        Array.from({ length: count }, (_, i) => (i + 0.5) / count),
        [1, count, 1],
      );
      const errors = tf.sub(tf.expandDims(target, 1), tf.expandDims(outputs, 2));
      // Errors of either sign apart: a comparison has no gradient to pass on.
      const above = tf.mul(levels, huber(tf.relu(errors)));
      const below = tf.mul(tf.sub(1, levels), huber(tf.relu(tf.neg(errors))));
      return tf.mean(tf.sum(tf.mean(tf.add(above, below), 2), 1));
    },
  };
}
