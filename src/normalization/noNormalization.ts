/** The plain critic's normalization: none. */

import type { Normalizer } from './normalizer.js';

/** Leaves pre-activations as they are; what Policy Decorator's and vanilla residual RL's critics use. */
export const noNormalization: Normalizer = {
  name: 'none',
  init: () => ({}),
  apply: (_params, x) => x,
};
