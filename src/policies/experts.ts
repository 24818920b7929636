/** The scripted experts by task. A new expert is one entry here. */

import type { ScriptedExpert } from './scripted/expert.js';
import { createGantryExpert } from './scripted/gantryExpert.js';
import { createPandaExpert } from './scripted/pandaExpert.js';

/** How to make each task's expert. */
export const experts: Readonly<Record<string, () => ScriptedExpert>> = {
  'gantry-peg': createGantryExpert,
  'panda-peg': createPandaExpert,
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
