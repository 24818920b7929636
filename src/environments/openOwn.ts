/** Environments of a reader's own task, side by side. */

import { sparseReward } from '../rewards/index.js';
import { checkTask } from './checkTask.js';
import { guardedVectorEnv } from './guardedVectorEnv.js';
import { localVectorEnv } from './local/localVectorEnv.js';
import { createOwnEnvs } from './local/ownEnvs.js';
import { refusePhysics } from './refusePhysics.js';
import { replayedVectorEnv } from './replayedVectorEnv.js';
import type { OwnTask } from './task.js';
import { checkSizes, type VectorEnv, type VectorEnvOptions } from './vectorEnv.js';

/**
 * Opens a task of the reader's own.
 *
 * @param task environments to be stepped in this thread, or a task that opens vectors itself
 * @param options slots, stack and chunk sizes
 * @returns the vector, held to its contract; one whose task replays has snapshots
 * @throws RangeError on a task that cannot be run as it says
 */
export async function openOwn(task: OwnTask, options: VectorEnvOptions): Promise<VectorEnv> {
  checkTask(task);
  const { spec, reward = sparseReward } = task;
  if ('create' in task) {
    const create = (count: number) => createOwnEnvs(task, count, options);
    return localVectorEnv({ spec, reward, create }, options);
  }
  refusePhysics(task, options.physics);
  checkSizes(options);
  const { snapshot, picture = false } = task.can;
  if (picture !== Boolean(spec.shows))
    throw new RangeError(
      `${spec.id}: can.picture is ${picture}, and its spec shows ${Object.keys(spec.shows ?? {}).join(', ') || 'nothing'}. ` +
        'A task that can show something says what in spec.shows, and open() returns it as shown.',
    );
  const env = guardedVectorEnv(await task.open(options), spec, options, reward);
  if (snapshot === 'exact' && !env.snapshot)
    throw new RangeError(
      `${spec.id}: can.snapshot is 'exact', but what open() returned has no snapshot(). Say 'replay' where an episode ` +
        "follows bitwise from its seed and actions, else 'none'.",
    );
  if (snapshot === 'replay') return replayedVectorEnv(env);
  if (snapshot === 'exact') return env;
  const { snapshot: _, restore: __, ...stateless } = env;
  return stateless;
}
