/** The Adroit tasks, all of each. */

import type { TaskEntry } from '../taskEntry.js';
import { createAdroitExpert } from './adroitExpert.js';
import { adroitPhysics } from './adroitPhysics.js';
import { adroitRecipes } from './adroitRecipes.js';
import { adroitScales } from './adroitScales.js';
import type { AdroitTask } from './adroitTask.js';
import { adroitTasks } from './adroitTasks.js';
import { adroitView } from './adroitViews.js';
import { adroitMissing } from './assetFolder.js';

const entryOf = (task: AdroitTask): TaskEntry => ({
  spec: task.spec,
  task: adroitPhysics(task),
  missing: adroitMissing,
  view: adroitView(task.name, task.spec.obsNames),
  expert: () => createAdroitExpert(task.name),
  scales: adroitScales[task.name],
  recipes: adroitRecipes[task.name],
});

/** Open a door. */
export const adroitDoor = entryOf(adroitTasks.door);
/** Drive a nail. */
export const adroitHammer = entryOf(adroitTasks.hammer);
/** Turn a pen. */
export const adroitPen = entryOf(adroitTasks.pen);
/** Carry a ball. */
export const adroitRelocate = entryOf(adroitTasks.relocate);
