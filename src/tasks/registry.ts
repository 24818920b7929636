/** The tasks by name. A new task is one folder, and one entry here. */

import type { EnvSpec, OwnTask } from '../environments/index.js';
import { adroitDoor, adroitHammer, adroitPen, adroitRelocate } from './adroit/adroitEntries.js';
import { gantryPegEntry } from './gantryPeg/gantryPegEntry.js';
import { gantryPegRgbEntry } from './gantryPeg/gantryPegRgb.js';
import { maniskillEntries } from './maniskill/maniskillEntries.js';
import { cubeEntries } from './ogbench/cubeEntries.js';
import { pandaFaucetEntry, pandaFaucetShownEntry } from './pandaFaucet/pandaFaucetEntries.js';
import { pandaPegEntry } from './pandaPeg/pandaPegEntry.js';
import { pandaPegRgbEntry } from './pandaPeg/pandaPegRgb.js';
import { pushChairEntry } from './pushChair/pushChairEntry.js';
import type { DemonstratedOn, PhysicsEntry, TaskEntry } from './taskEntry.js';

const ENTRIES: readonly TaskEntry[] = [
  gantryPegEntry,
  gantryPegRgbEntry,
  pandaPegEntry,
  pandaPegRgbEntry,
  pandaFaucetEntry,
  pandaFaucetShownEntry,
  pushChairEntry,
  adroitDoor,
  adroitHammer,
  adroitPen,
  adroitRelocate,
  ...maniskillEntries,
  ...cubeEntries,
];

/** Every task by its id. */
export const tasks: Readonly<Record<string, TaskEntry>> = Object.fromEntries(
  ENTRIES.map((entry) => [entry.spec.id, entry] as const),
);

/** The tasks that are simulated in this process, by their ids. */
export const physicsTasks: Readonly<Record<string, PhysicsEntry>> = Object.fromEntries(
  ENTRIES.flatMap((entry) => ('task' in entry ? [[entry.spec.id, entry] as const] : [])),
);

/**
 * The entry of a task.
 *
 * @param id task name
 * @returns the entry
 * @throws Error naming the tasks that there are
 */
export function taskEntry(id: string): TaskEntry {
  if (Object.hasOwn(tasks, id)) return tasks[id];
  throw new Error(`There is no environment '${id}'; there are ${Object.keys(tasks).join(', ')}.`);
}

/**
 * Where a task's demonstrations come from.
 *
 * @param task task name
 * @returns a task of the same physics, mostly the task itself, and where its episodes are seen
 * @throws Error on an unknown name
 */
export function demonstratedOn(task: string): DemonstratedOn {
  return taskEntry(task).demonstrations ?? { task, seen: 'there' };
}

/**
 * Whose base policies a task has.
 *
 * @param task task name, or a name that the library does not know
 * @returns its suite, where it has one; else the task itself
 */
export function basedOn(task: string): string {
  return Object.hasOwn(tasks, task) ? (tasks[task].suite ?? task) : task;
}

/**
 * What a task is, without loading physics.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @returns its spec
 * @throws Error on an unknown name
 */
export function envSpec(task: string | OwnTask): EnvSpec {
  return (typeof task === 'string' ? taskEntry(task) : task).spec;
}
