/** The base policies by name. */

import type { BasePolicy } from './basePolicy.js';
import { type ActOptions, learnedPolicy } from './learnedPolicy.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';
import { scriptedPolicy } from './scriptedPolicy.js';

/** Which base policy to load, and how it is to act. */
export interface LoadBaseOptions extends ActOptions {
  /**
   * `diffusion` (default), `cloning` or `scripted`; a further policy of a kind has a name of its own behind it, such as
   * `diffusion-15demos`.
   */
  readonly kind?: string;
  /** A checkpoint other than the committed one. */
  readonly path?: string;
}

/**
 * Loads a base policy of a task.
 *
 * @param task task name, for instance `gantry-peg`
 * @param options kind, slots, threads, file
 * @returns the frozen policy
 * @throws Error naming the command that makes the checkpoint when there is none
 * @example
 * const base = await loadBasePolicy('gantry-peg', { kind: 'diffusion', batch: 16 });
 */
export async function loadBasePolicy(
  task: string,
  { kind = 'diffusion', path, ...options }: LoadBaseOptions = {},
): Promise<BasePolicy> {
  if (kind === 'scripted') return scriptedPolicy(task, options.batch);
  const { params, config } = loadPolicyCheckpoint(task, kind, path);
  return learnedPolicy(params, config, options);
}
