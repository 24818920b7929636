/** The experts by task, scripted or trained elsewhere. A new expert is one entry here. */

import { createAdroitExpert } from './scripted/adroitExpert.js';
import type { ScriptedExpert } from './scripted/expert.js';
import { createGantryExpert } from './scripted/gantryExpert.js';
import { createPandaExpert } from './scripted/pandaExpert.js';

/** How to make each task's expert. */
export const experts: Readonly<Record<string, () => ScriptedExpert>> = {
  'gantry-peg': createGantryExpert,
  'panda-peg': createPandaExpert,
  'adroit-door': () => createAdroitExpert('door'),
  'adroit-hammer': () => createAdroitExpert('hammer'),
  'adroit-pen': () => createAdroitExpert('pen'),
  'adroit-relocate': () => createAdroitExpert('relocate'),
};

/**
 * Makes the expert of a task.
 *
 * @param task task name
 * @returns a fresh expert
 * @throws Error naming the tasks that have one
 */
export function createExpert(task: string): ScriptedExpert {
  if (Object.hasOwn(experts, task)) return experts[task]();
  throw new Error(`There is no scripted expert for '${task}'; there is one for ${Object.keys(experts).join(', ')}.`);
}
