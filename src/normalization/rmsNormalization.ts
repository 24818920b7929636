/** LayerNorm without its centring. */

import { full } from '../arrays/index.js';
import { tf } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';

/** Added to the mean square. */
const EPSILON = 1e-6;

/**
 * RMSNorm with learned gain: y = gain · x / √(mean(x²) + 10⁻⁶) over each row's units.
 *
 * It has LayerNorm's scale, not its centring: what is left between the two is the mean. See "Root mean square layer
 * normalization" by Zhang and Sennrich (2019).
 */
export const rmsNormalization: Normalizer = {
  name: 'rmsNorm',
  init: (width) => ({ gain: full([width], 1) }),
  apply: ({ gain }, x) => tf.mul(gain, tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), EPSILON)))),
};
