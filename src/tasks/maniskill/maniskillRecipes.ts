/**
 * How base policies of the ManiSkill tasks are made. None that was made so succeeds in 30 % yet: what was tried is in
 * data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';

// A network of this width that predicts the sample grasps after 5,000 updates; one that predicts velocities does not.
const seen = { normalizeActions: true, taskFeatures: true };
const diffusion = { ...seen, steps: 11_000, model: { prediction: 'sample', conditionLayers: 2, hidden: 192 } };

/** Recipes by task and kind. */
export const maniskillRecipes: Readonly<Record<string, Readonly<Record<string, BaseRecipe>>>> = {
  'maniskill-peg': { diffusion, cloning: { ...seen, demos: 128, steps: 12_000 } },
  'maniskill-stack-cube': { diffusion },
  'maniskill-plug-charger': { diffusion },
};
