/** The Panda peg, all of it. */

import type { PhysicsEntry } from '../taskEntry.js';
import { createPandaExpert } from './pandaExpert.js';
import { pandaPeg } from './pandaPeg.js';
import { pandaPegRecipes } from './pandaPegRecipes.js';
import { pandaPegScales } from './pandaPegScales.js';
import { pandaPegView } from './pandaPegScene.js';
import { pandaPegSpec } from './pandaPegSpec.js';

/** The Panda peg. */
export const pandaPegEntry: PhysicsEntry = {
  spec: pandaPegSpec,
  task: pandaPeg,
  view: pandaPegView,
  expert: createPandaExpert,
  scales: pandaPegScales,
  recipes: pandaPegRecipes,
};
