/**
 * How base policies of the ManiSkill tasks are made; what was tried is in data/policies/README.md. Only the peg's succeed
 * in 30 % so far.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

// A network of this width that predicts the sample grasps after 5,000 updates; one that predicts velocities does not.
const seen = { normalizeActions: true, taskFeatures: true };
const diffusion = { ...seen, steps: 11_000, model: { prediction: 'sample', conditionLayers: 2, hidden: 192 } };

/** Recipes by task and kind. */
export const maniskillRecipes: Readonly<Record<string, Readonly<Record<string, BaseRecipe>>>> = {
  'maniskill-peg': {
    diffusion: { ...diffusion, demos: 155, steps: 10_000 },
    cloning: { ...seen, demos: 155, steps: 9_000 },
  },
  'maniskill-stack-cube': { diffusion },
  'maniskill-plug-charger': { diffusion },
};
