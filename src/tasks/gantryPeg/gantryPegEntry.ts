/** The gantry peg, all of it. */

import type { PhysicsEntry } from '../taskEntry.js';
import { createGantryExpert } from './gantryExpert.js';
import { gantryPeg } from './gantryPeg.js';
import { gantryPegRecipes } from './gantryPegRecipes.js';
import { gantryPegScales } from './gantryPegScales.js';
import { gantryPegView } from './gantryPegScene.js';
import { gantryPegSpec } from './gantryPegSpec.js';

/** The gantry peg. */
export const gantryPegEntry: PhysicsEntry = {
  spec: gantryPegSpec,
  task: gantryPeg,
  view: gantryPegView,
  expert: createGantryExpert,
  scales: gantryPegScales,
  recipes: gantryPegRecipes,
};
