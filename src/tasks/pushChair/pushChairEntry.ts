/** The push-chair, all of it. */

import type { BaseRecipe } from '../baseRecipe.js';
import type { PhysicsEntry } from '../taskEntry.js';
import { pushChair } from './pushChair.js';
import { createPushChairExpert } from './pushChairExpert.js';
import { pushChairScales } from './pushChairScales.js';
import { pushChairView } from './pushChairScene.js';
import { pushChairSpec } from './pushChairSpec.js';

/** How its base policies are made; what was tried is in data/policies/README.md. */
const recipes: Readonly<Record<string, BaseRecipe>> = {
  diffusion: { demos: 4, steps: 700, model: { prediction: 'sample', hidden: 128, conditionLayers: 1 } },
  cloning: { demos: 4, steps: 800, taskFeatures: true, model: { hidden: 128 } },
};

/** The push-chair. */
export const pushChairEntry: PhysicsEntry = {
  spec: pushChairSpec,
  task: pushChair,
  view: pushChairView,
  expert: createPushChairExpert,
  scales: pushChairScales,
  recipes,
};
