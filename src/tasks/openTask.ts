/** From a task to environments that can be stepped. */

import {
  createOwnEnvs,
  createPhysicsEnv,
  type Env,
  type EnvOptions,
  loadPhysics,
  localVectorEnv,
  type OwnTask,
  openOwn,
  type PhysicsName,
  type VectorEnv,
  type VectorEnvOptions,
} from '../environments/index.js';
import { sparseReward } from '../rewards/index.js';
import { physicsTasks, taskEntry } from './registry.js';
import type { PhysicsEntry, ProcessEntry } from './taskEntry.js';

/** Environments of a task by name; the first ones load the physics engine. */
async function createNamed(entry: PhysicsEntry, count: number, options: EnvOptions): Promise<readonly Env[]> {
  const physics = await loadPhysics(options.physics);
  return Array.from({ length: count }, () => createPhysicsEnv(entry.task(physics), options));
}

/** @throws Error with the command that helps where the task cannot run here, and on a physics that is not its own */
async function openProcess({ process, missing, spec }: ProcessEntry, options: VectorEnvOptions): Promise<VectorEnv> {
  const why = missing?.();
  if (why) throw new Error(why);
  const { physics, ...sizes } = options;
  if (physics === 'native') throw new Error(`${spec.id} is simulated by Python: there is no physics to choose for it.`);
  return openOwn(await process(), sizes);
}

/**
 * Begins to load what a task takes time for, so that other things can be loaded meanwhile. Nothing depends on it.
 *
 * @param task task name, or a reference to a task of the reader's own, which has nothing to load before
 * @param physics which build of MuJoCo integrates it
 */
export async function prepareTask(task: string, physics?: PhysicsName): Promise<void> {
  if (Object.hasOwn(physicsTasks, task)) await loadPhysics(physics);
}

/**
 * Opens environments of a task side by side.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param options number of slots, stack and chunk sizes, and whether success ends an episode
 * @returns the vector, every slot to be reset first, to be closed at the end
 * @throws Error on an unknown name, or with the command that fetches the task's models where they are missing; RangeError
 * on sizes that are no positive integers, and on a task of the reader's own that cannot be run as it says
 */
export async function openTask(task: string | OwnTask, options: VectorEnvOptions): Promise<VectorEnv> {
  if (typeof task !== 'string') return openOwn(task, options);
  const entry = taskEntry(task);
  if ('process' in entry) return openProcess(entry, options);
  const create = (count: number) => createNamed(entry, count, options);
  return localVectorEnv({ spec: entry.spec, reward: sparseReward, create }, options);
}

/**
 * Makes a single environment, to be stepped in this thread; the first one by name loads the physics engine.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param options whether success ends an episode
 * @returns the environment, to be reset first and closed at the end
 * @throws Error on an unknown name, on a task that opens vectors alone, or with the command that fetches the task's models
 * where they are missing; RangeError on a task of the reader's own that cannot be run as it says
 */
export async function createEnv(task: string | OwnTask, options: EnvOptions = {}): Promise<Env> {
  const entry = typeof task === 'string' ? taskEntry(task) : task;
  if ('task' in entry) return (await createNamed(entry, 1, options))[0];
  if ('create' in entry) return (await createOwnEnvs(entry, 1, options))[0];
  throw new Error(`createEnv: ${entry.spec.id} opens vectors of environments alone. Use openTask.`);
}
