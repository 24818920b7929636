/** How the tasks look, by name: apart from what they do, so that a colour is no part of a run. */

import { adroitTasks } from './adroit/adroitTasks.js';
import { adroitView } from './adroit/adroitViews.js';
import { gantryPegView } from './gantryPegScene.js';
import { pandaPegView } from './pandaPegScene.js';
import type { SceneView } from './scene.js';

const views: Readonly<Record<string, SceneView>> = {
  'gantry-peg': gantryPegView,
  'panda-peg': pandaPegView,
  ...Object.fromEntries(Object.values(adroitTasks).map(({ name, spec }) => [spec.id, adroitView(name, spec.obsNames)])),
};

/**
 * How a task looks, without loading physics: from raw observations alone.
 *
 * @param id task name
 * @returns its parts and cameras
 * @throws Error naming the tasks that can be drawn
 */
export function envView(id: string): SceneView {
  if (Object.hasOwn(views, id)) return views[id];
  throw new Error(`There is no picture of '${id}'; there are pictures of ${Object.keys(views).join(', ')}.`);
}
