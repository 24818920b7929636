/** The base policies by name. */

import { envSpec, type OwnTask } from '../environments/index.js';
import type { BasePolicy, OwnBase } from './basePolicy.js';
import { type ActOptions, learnedPolicy } from './learnedPolicy.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';
import { scriptedPolicy } from './scriptedPolicy.js';

/** Which base policy to load, and how it is to act. */
export interface LoadBaseOptions extends ActOptions {
  /**
   * `diffusion` (default), `cloning` or `scripted`; a further policy of a kind has a name of its own behind it, such as
   * `diffusion-15demos`. Or a policy of the reader's own.
   */
  readonly kind?: string | OwnBase;
  /** A checkpoint other than the committed one. */
  readonly path?: string;
}

/**
 * Loads a base policy of a task.
 *
 * @param task task name, for instance `gantry-peg`, or a task of the reader's own
 * @param options kind, slots, threads, file
 * @returns the frozen policy
 * @throws Error naming the command that makes the checkpoint when there is none; when a task of the reader's own comes
 * without a base policy of its own, or a policy was made for another task
 * @example
 * const base = await loadBasePolicy('gantry-peg', { kind: 'diffusion', batch: 16 });
 */
export async function loadBasePolicy(
  task: string | OwnTask,
  { kind = 'diffusion', path, ...options }: LoadBaseOptions = {},
): Promise<BasePolicy> {
  if (typeof kind !== 'string') return ownPolicy(envSpec(task).id, kind, options.batch);
  if (typeof task !== 'string')
    throw new Error(
      `There is no ${kind} policy for ${task.spec.id}, a task of your own: bring a base policy as well, for instance ` +
        'from basePolicyByHand, as baseKind.',
    );
  if (kind === 'scripted') return scriptedPolicy(task, options.batch);
  const { params, config } = loadPolicyCheckpoint(task, kind, path);
  return learnedPolicy(params, config, options);
}

async function ownPolicy(task: string, { kind, create }: OwnBase, batch = 1): Promise<BasePolicy> {
  const policy = await create(batch);
  if (policy.task !== task) throw new Error(`The base policy ${kind} was made for ${policy.task}, not for ${task}.`);
  return policy;
}
