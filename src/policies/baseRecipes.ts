/** How the committed base policies are made: `dawnlab train-base --task … --kind …` alone makes each of them again. */

import type { DiffusionModel } from './kinds/diffusion/trainDiffusion.js';

/** What a task changes in a kind's defaults. */
export interface BaseRecipe {
  /** Demonstrations: the lever that sets how good the base policy is. */
  readonly demos?: number;
  /** Gradient updates. */
  readonly steps?: number;
  /** Whether each action dimension is scaled to span [−1, 1]. */
  readonly normalizeActions?: boolean;
  /** Whether the policy also sees the features at the task's own scale; the normalized state alone otherwise. */
  readonly taskFeatures?: boolean;
  /** Sizes and choices of the model that differ from the kind's. */
  readonly model?: Readonly<Record<string, unknown>>;
}

// The Panda moves 10 cm per unit of action and inserts with 3 mm to spare. Predicting velocities, with more layers for
// the observation, learns the fine motions in a few thousand updates; predicting the noise does not.
const precise: Partial<DiffusionModel> = { prediction: 'velocity', conditionLayers: 2 };

// A chunk of Adroit has 16 × 24 to 16 × 30 numbers. A narrow network cannot pass so much noise through, but it can say
// what the chunk itself is.
const chunkItself: Partial<DiffusionModel> = { prediction: 'sample', hidden: 128 };

/** Recipes by task and kind; what was tried is in data/policies/README.md. */
export const baseRecipes: Readonly<Record<string, Readonly<Record<string, BaseRecipe>>>> = {
  'gantry-peg': {
    diffusion: { demos: 8, steps: 2500 },
    cloning: { demos: 15, steps: 2000 },
    transformer: { demos: 40, steps: 1200 },
  },
  'panda-peg': {
    diffusion: { demos: 150, steps: 5000, normalizeActions: true, taskFeatures: true, model: precise },
    cloning: { demos: 40, steps: 5000, normalizeActions: true, taskFeatures: true },
    transformer: { demos: 100, steps: 2500, normalizeActions: true, taskFeatures: true },
  },
  'adroit-door': {
    // One demonstration opens most doors: only stopping early leaves something to mend.
    diffusion: { demos: 1, steps: 150, model: chunkItself },
    cloning: { demos: 1, steps: 165, model: { hidden: 128 } },
  },
  'adroit-hammer': {
    diffusion: { demos: 2, steps: 1200, model: chunkItself },
    cloning: { demos: 2, steps: 1000, model: { hidden: 128 } },
  },
  'adroit-pen': {
    diffusion: { demos: 15, steps: 1200, model: chunkItself },
    cloning: { demos: 15, steps: 1000, model: { hidden: 128 } },
  },
  'adroit-relocate': {
    diffusion: { demos: 8, steps: 1200, model: chunkItself },
    cloning: { demos: 10, steps: 1000, model: { hidden: 128 } },
    transformer: { demos: 18, steps: 900 },
  },
};

/**
 * The recipe of a task and kind.
 *
 * @param task task name
 * @param kind for instance `diffusion`
 * @returns the recipe, empty (the kind's defaults, all demonstrations) for a pair without one
 */
export function baseRecipe(task: string, kind: string): BaseRecipe {
  return baseRecipes[task]?.[kind] ?? {};
}
