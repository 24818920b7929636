/**
 * How the cubes' base policies are made; what was tried is in data/policies/README.md.
 *
 * @outsideNumerics a policy counts by its weights
 */

import type { BaseRecipe } from '../baseRecipe.js';
import type { CubeSuite } from './assetFolder.js';

/** By suite and kind: one policy a suite, which is shown the goal. That of two cubes waits for demonstrations. */
export const cubeRecipes: Readonly<Record<CubeSuite, Readonly<Record<string, BaseRecipe>>>> = {
  single: {
    diffusion: { demos: 20, steps: 1500, taskFeatures: true, model: { prediction: 'velocity', hidden: 128 } },
    cloning: { demos: 10, steps: 500, taskFeatures: true, model: { hidden: 128 } },
  },
  double: {},
};
