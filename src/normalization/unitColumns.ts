/** Weights of length 1. */

import { tf } from '../compute/index.js';

/** Added to the squared length. */
const EPSILON = 1e-12;

/**
 * Scales every unit's weights to length 1: w_j / ‖w_j‖.
 *
 * @param w weights [in, out]
 * @returns [in, out], each column of length 1
 */
export function unitColumns(w: tf.Tensor): tf.Tensor {
  return tf.mul(w, tf.rsqrt(tf.add(tf.sum(tf.square(w), 0, true), EPSILON)));
}
