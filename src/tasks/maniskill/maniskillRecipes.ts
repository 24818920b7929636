/**
 * How the ManiSkill tasks' base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

// The Panda peg's: the arm moves 10 cm per unit of action and inserts with 3 mm to spare.
const precise = { prediction: 'velocity', conditionLayers: 2 };
const diffusion = { steps: 5_000, normalizeActions: true, taskFeatures: true, model: precise };

/** Recipes by task and kind. */
export const maniskillRecipes: Readonly<Record<string, Readonly<Record<string, BaseRecipe>>>> = {
  'maniskill-peg': { diffusion },
  'maniskill-stack-cube': { diffusion },
  'maniskill-plug-charger': { diffusion },
};
