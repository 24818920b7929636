/** Environments of a reader's own task, checked. */

import { checkOwnStates } from './checkOwnStates.js';
import { checkSpec } from './checkSpec.js';
import type { Env, OwnTask } from './env.js';
import { guardedEnv } from './guardedEnv.js';

/** @throws RangeError when what `create` returned is no environment of the task */
function checkEnv({ spec }: OwnTask, env: Env): void {
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
 * @returns guarded environments, each of its own state
 * @throws RangeError on a spec that cannot be run, on what is no environment, and when `create` hands out one object
 * twice or objects of one state
 */
export async function createOwnEnvs(task: OwnTask, count: number): Promise<readonly Env[]> {
  checkSpec(task.spec);
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
