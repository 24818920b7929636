/**
 * How the Adroit tasks' base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';
import type { AdroitName } from './assetFolder.js';

// A chunk of Adroit has 16 × 24 to 16 × 30 numbers. A narrow network cannot pass so much noise through, but it can say
// what the chunk itself is.
const chunkItself = { prediction: 'sample', hidden: 128 };

/** Recipes by task and kind. */
export const adroitRecipes: Readonly<Record<AdroitName, Readonly<Record<string, BaseRecipe>>>> = {
  door: {
    // One demonstration opens most doors: only stopping early leaves something to mend.
    diffusion: { demos: 1, steps: 150, model: chunkItself },
    cloning: { demos: 1, steps: 165, model: { hidden: 128 } },
  },
  hammer: {
    diffusion: { demos: 2, steps: 1200, model: chunkItself },
    cloning: { demos: 2, steps: 1000, model: { hidden: 128 } },
  },
  pen: {
    diffusion: { demos: 15, steps: 1200, model: chunkItself },
    cloning: { demos: 15, steps: 1000, model: { hidden: 128 } },
  },
  relocate: {
    diffusion: { demos: 8, steps: 1200, model: chunkItself },
    cloning: { demos: 10, steps: 1000, model: { hidden: 128 } },
    transformer: { demos: 18, steps: 900 },
  },
};
