/** Direction and length of weights apart. */

import { full } from '../arrays/index.js';
import { tf } from '../compute/index.js';
import type { Normalizer } from './normalizer.js';
import { unitColumns } from './unitColumns.js';

/** Length of a unit's weights under PyTorch's default initialisation, uniform in ±1/√in: √(in · 1/(3 in)). */
const INITIAL_LENGTH = 1 / Math.sqrt(3);

/**
 * Weight normalization: each unit's weights are gain · v/‖v‖, with a learned gain per unit.
 *
 * It separates how long weights are from where they point, and does nothing to the scale of the inputs. The gain starts
 * at 1/√3, the expected length of the initial weights, so that the layer starts as a plain one. See "Weight
 * normalization" by Salimans and Kingma (2016).
 */
export const weightNormalization: Normalizer = {
  name: 'weightNorm',
  init: (width) => ({ length: full([width], INITIAL_LENGTH) }),
  apply: (_params, x) => x,
  weights: ({ length }, w) => tf.mul(unitColumns(w), length),
};
