/**
 * How the Panda peg's base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

// The Panda moves 10 cm per unit of action and inserts with 3 mm to spare. Predicting velocities, with more layers for
// the observation, learns the fine motions in a few thousand updates; predicting the noise does not.
const precise = { prediction: 'velocity', conditionLayers: 2 };

/** Recipes by kind. */
export const pandaPegRecipes: Readonly<Record<string, BaseRecipe>> = {
  diffusion: { demos: 150, steps: 5000, normalizeActions: true, taskFeatures: true, model: precise },
  cloning: { demos: 40, steps: 5000, normalizeActions: true, taskFeatures: true },
  transformer: { demos: 100, steps: 2500, normalizeActions: true, taskFeatures: true },
};
