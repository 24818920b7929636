/** DAWN's critic normalization. */

import { full, zeros } from '../arrays/index.js';
import { layerNorm } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';

/**
 * LayerNorm with learned gain and bias: y = gain · (x − mean)/√(var + 10⁻⁵) + bias over each row's units.
 *
 * It takes the scale of the dominant inputs (state, base action) out of every hidden layer, so that a small residual
 * still moves the features. See DAWN (arXiv 2602.10539) and "Layer normalization" by Ba et al. (2016).
 */
export const layerNormalization: Normalizer = {
  name: 'layerNorm',
  init: (width) => ({ gain: full([width], 1), bias: zeros([width]) }),
  apply: ({ gain, bias }, x) => layerNorm(x, gain, bias),
};
