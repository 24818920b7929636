/** The tasks by name. A new task is one entry here, and one among the views for its pictures. */

import { type RewardRule, sparseReward } from '../rewards/index.js';
import { adroitPhysics } from './adroit/adroitPhysics.js';
import type { AdroitTask } from './adroit/adroitTask.js';
import { adroitTasks } from './adroit/adroitTasks.js';
import { adroitMissing } from './adroit/assetFolder.js';
import type { Env, EnvSpec, OwnTask } from './env.js';
import { gantryPeg } from './gantryPeg.js';
import { gantryPegSpec } from './gantryPegSpec.js';
import { loadMujoco, type Mujoco } from './mujoco.js';
import { pandaPeg } from './pandaPeg.js';
import { pandaPegSpec } from './pandaPegSpec.js';
import { createPhysicsEnv, type EnvOptions, type PhysicsTask } from './physicsEnv.js';

/** How a task is made. */
export interface EnvEntry {
  readonly spec: EnvSpec;
  /** Makes the task with its own simulation. */
  readonly task: (mujoco: Mujoco) => PhysicsTask;
  /** The task of the same physics whose demonstrations are its own: an expert there knows what is only shown here. */
  readonly demonstrations?: string;
  /** Why the task cannot run here, with the command that helps; undefined, or absent, when it can. */
  readonly missing?: () => string | undefined;
}

const adroit = (task: AdroitTask): EnvEntry => ({
  spec: task.spec,
  task: adroitPhysics(task),
  missing: adroitMissing,
});

/** Every task by its id. */
export const environments: Readonly<Record<string, EnvEntry>> = {
  'gantry-peg': { spec: gantryPegSpec, task: gantryPeg },
  'panda-peg': { spec: pandaPegSpec, task: pandaPeg },
  'adroit-door': adroit(adroitTasks.door),
  'adroit-hammer': adroit(adroitTasks.hammer),
  'adroit-pen': adroit(adroitTasks.pen),
  'adroit-relocate': adroit(adroitTasks.relocate),
};

function entry(id: string): EnvEntry {
  if (Object.hasOwn(environments, id)) return environments[id];
  throw new Error(`There is no environment '${id}'; there are ${Object.keys(environments).join(', ')}.`);
}

/**
 * Where a task's demonstrations come from.
 *
 * @param task task name
 * @returns a task of the same physics, mostly the task itself
 * @throws Error on an unknown name
 */
export function demonstratedOn(task: string): string {
  return entry(task).demonstrations ?? task;
}

/**
 * What a task is, without loading physics.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @returns its spec
 * @throws Error on an unknown name
 */
export function envSpec(task: string | OwnTask): EnvSpec {
  return (typeof task === 'string' ? entry(task) : task).spec;
}

/**
 * What a chunk of a task is worth to a learner.
 *
 * @param task task name, or a task of the reader's own
 * @returns its rule; −1 until success for tasks by name
 */
export function taskReward(task: string | OwnTask): RewardRule {
  return (typeof task === 'string' ? undefined : task.reward) ?? sparseReward;
}

/**
 * Makes environments of a task, each with a state of its own; the first one by name loads the physics engine.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param count how many
 * @param options whether success ends an episode
 * @returns the environments, to be reset first and closed at the end
 * @throws Error as {@link createEnv}
 */
export async function createEnvs(
  task: string | OwnTask,
  count: number,
  options: EnvOptions = {},
): Promise<readonly Env[]> {
  if (typeof task !== 'string') {
    if (options.endOnSuccess === false)
      throw new Error(
        `createEnv: success ends the episodes of '${task.spec.id}'; endOnSuccess: false is for tasks by name.`,
      );
    // Workers simulate named tasks alone, and begin without the checks of the others.
    return (await import('./ownEnvs.js')).createOwnEnvs(task, count);
  }
  const { task: physicsTask } = entry(task);
  const mujoco = await loadMujoco();
  return Array.from({ length: count }, () => createPhysicsEnv(physicsTask(mujoco), options));
}

/**
 * Makes an environment; the first one by name loads the physics engine.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param options whether success ends an episode
 * @returns the environment, to be reset first and closed at the end
 * @throws Error on an unknown name, or with the command that fetches the task's models where they are missing;
 * RangeError on a task of the reader's own that cannot be run as it says
 */
export async function createEnv(task: string | OwnTask, options: EnvOptions = {}): Promise<Env> {
  return (await createEnvs(task, 1, options))[0];
}
