/** Weights and features on the unit sphere. */

import { full } from '../arrays/index.js';
import { tf } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';
import { unitColumns } from './unitColumns.js';

/** Added to the squared length. */
const EPSILON = 1e-12;

/**
 * Hyperspherical normalization: each unit's weights have length 1, pre-activations are projected onto the sphere of
 * radius √width and scaled by a learned gain: y = gain · √width · x/‖x‖.
 *
 * After "Hyperspherical normalization for scalable deep reinforcement learning" (SimbaV2) by Lee et al. (2025).
 * Deviations: weights are projected when they are used instead of after each step, inputs are not, and there are no
 * interpolated residual paths: the one idea, apart from its architecture. The paper compares a hyperspherical variant with
 * LayerNorm; its details are not known.
 */
export const hypersphericalNormalization: Normalizer = {
  name: 'hyperspherical',
  init: (width) => ({ gain: full([width], 1) }),
  apply: ({ gain }, x) => {
    const width = x.shape[x.shape.length - 1];
    const inverse = tf.rsqrt(tf.add(tf.sum(tf.square(x), -1, true), EPSILON));
    return tf.mul(gain, tf.mul(x, tf.mul(inverse, Math.sqrt(width))));
  },
  weights: (_params, w) => unitColumns(w),
};
