/** Layers that stretch no direction. */

import { tf } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';

/** Power iterations from a fixed start. */
const ITERATIONS = 16;
/** Added to squared lengths. */
const EPSILON = 1e-12;

const unit = (v: tf.Tensor) => tf.mul(v, tf.rsqrt(tf.add(tf.sum(tf.square(v)), EPSILON)));

/** The largest singular value of w [in, out], by power iteration on wᵀ w: a lower bound that is close after a few. */
function largestSingularValue(w: tf.Tensor): tf.Tensor {
  const matrix = w as tf.Tensor2D;
  let v = unit(tf.sum(matrix, 0, true)) as tf.Tensor2D;
  let u = tf.matMul(matrix, v, false, true);
  for (let i = 1; i < ITERATIONS; i++) {
    v = unit(tf.matMul(u, matrix, true, false)) as tf.Tensor2D;
    u = tf.matMul(matrix, v, false, true);
  }
  return tf.sqrt(tf.add(tf.sum(tf.square(u)), EPSILON));
}

/**
 * Spectral normalization: weights are w/σ(w), so that a layer's Lipschitz constant is about 1.
 *
 * Deviation: σ comes from sixteen power iterations that begin anew each time, at the sum of the rows, instead of one
 * iteration that goes on from update to update: the layer stays a pure function. See "Spectral normalization for
 * generative adversarial networks" by Miyato et al. (2018), in reinforcement learning Gogianu et al. (2021).
 */
export const spectralNormalization: Normalizer = {
  name: 'spectralNorm',
  init: () => ({}),
  apply: (_params, x) => x,
  weights: (_params, w) => tf.div(w, largestSingularValue(w)),
};
