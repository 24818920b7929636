/**
 * How the gantry peg's base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

/** Recipes by kind. */
export const gantryPegRecipes: Readonly<Record<string, BaseRecipe>> = {
  diffusion: { demos: 8, steps: 2500 },
  cloning: { demos: 15, steps: 2000 },
  transformer: { demos: 40, steps: 1200 },
};
