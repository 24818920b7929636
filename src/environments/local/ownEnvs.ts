/** Environments of a reader's own task, checked. */

import { checkTask } from '../checkTask.js';
import type { Env } from '../env.js';
import type { EnvOptions } from '../physics/physicsEnv.js';
import { refusePhysics } from '../refusePhysics.js';
import type { EnvTask } from '../task.js';
import { checkOwnStates } from './checkOwnStates.js';
import { guardedEnv } from './guardedEnv.js';

/** @throws RangeError when what `create` returned is no environment of the task */
function checkEnv({ spec }: EnvTask, env: Env): void {
  for (const name of ['reset', 'step', 'snapshot', 'restore', 'close'] as const)
    if (typeof env?.[name] !== 'function')
      throw new RangeError(`${spec.id}: create() returned an environment without ${name}(). See the contract, Env.`);
  for (const name of ['id', 'obsDim', 'actionDim', 'horizon'] as const)
    if (env.spec && env.spec[name] !== spec[name])
      throw new RangeError(
        `${spec.id}: ${name} is ${spec[name]} in the task's spec and ${env.spec[name]} in its environment's.`,
      );
}

/**
 * Makes environments of a task of the reader's own.
 *
 * @param task the task
 * @param count how many
 * @param options success ends their episodes
 * @returns guarded environments, each of its own state
 * @throws Error on `endOnSuccess: false` and on a `physics`; RangeError on a spec that cannot be run, on what is no environment, and when `create` hands out one object
 * twice or objects of one state
 */
export async function createOwnEnvs(
  task: EnvTask,
  count: number,
  { endOnSuccess, physics }: EnvOptions = {},
): Promise<readonly Env[]> {
  checkTask(task);
  if (endOnSuccess === false)
    throw new Error(
      `createEnv: success ends the episodes of '${task.spec.id}'; endOnSuccess: false is for tasks by name.`,
    );
  refusePhysics(task, physics);
  const envs = await Promise.all(Array.from({ length: count }, () => task.create()));
  for (const env of envs) checkEnv(task, env);
  if (new Set(envs).size < count)
    throw new RangeError(
      `${task.spec.id}: create() returned the same environment twice, so that episodes side by side would share one ` +
        'state. Make a new one at every call.',
    );
  if (count > 1) checkOwnStates(envs, task);
  return envs.map((env) => guardedEnv(env, task.spec, task.reward));
}
