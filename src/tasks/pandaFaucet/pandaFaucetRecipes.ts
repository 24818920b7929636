/**
 * How the Panda faucet's base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

/** Recipes by kind; demonstrations are of the faucets that are shown. */
export const pandaFaucetRecipes: Readonly<Record<string, BaseRecipe>> = {
  diffusion: {
    demos: 12,
    steps: 1000,
    normalizeActions: true,
    taskFeatures: true,
    model: { prediction: 'sample', hidden: 128, conditionLayers: 1 },
  },
  cloning: { demos: 14, steps: 1000, normalizeActions: true, taskFeatures: true, model: { hidden: 128 } },
};
