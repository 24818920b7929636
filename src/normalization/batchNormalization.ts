/** Normalization over the batch instead of the units. */

import { full, zeros } from '../arrays/index.js';
import { tf } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';

/** Added to the variance, as PyTorch's. */
const EPSILON = 1e-5;

/**
 * Batch normalization with learned gain and bias: y = gain · (x − mean)/√(var + 10⁻⁵) + bias over each unit's batch.
 *
 * Deviation: the statistics are always those of the batch at hand, also in the target and in the actor's loss, and no
 * running ones are kept, so that the layer stays a pure function. A value therefore depends on its batch, and a batch of
 * one row has none. See "Batch normalization" by Ioffe and Szegedy (2015); "CrossQ" (Bhatt et al., 2024) shows what it
 * takes to work in off-policy learning.
 */
export const batchNormalization: Normalizer = {
  name: 'batchNorm',
  init: (width) => ({ gain: full([width], 1), bias: zeros([width]) }),
  apply: ({ gain, bias }, x) => {
    const centred = tf.sub(x, tf.mean(x, 0, true));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 0, true), EPSILON));
    return tf.add(tf.mul(tf.mul(centred, inverse), gain), bias);
  },
};
