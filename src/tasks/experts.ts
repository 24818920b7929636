/** The experts by task, scripted or trained elsewhere. */

import type { ScriptedExpert } from './expert.js';
import { physicsTasks } from './registry.js';

/** How to make each task's expert. */
export const experts: Readonly<Record<string, () => ScriptedExpert>> = Object.fromEntries(
  Object.entries(physicsTasks).map(([id, { expert }]) => [id, expert] as const),
);

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
