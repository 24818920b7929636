/** What a base policy by name is made of: the file of its weights, and the length of its chunks. */

import { dataPath, policyPath } from './dataFolder.js';
import { loadPolicyCheckpoint } from './policyCheckpoint.js';

/**
 * Where a base policy's weights lie.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns the absolute path, where a file need not exist; undefined for a policy that is code alone
 */
export function baseFile(task: string, kind: string): string | undefined {
  if (kind !== 'scripted') return policyPath(task, kind);
  return task.startsWith('adroit-') ? dataPath('experts', 'adroit.safetensors') : undefined;
}

/**
 * How many primitive steps a base policy's chunk has, without compiling the policy.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns primitive steps
 * @throws Error with the command that makes the policy when it is missing
 */
export function baseSteps(task: string, kind: string): number {
  return kind === 'scripted' ? 1 : loadPolicyCheckpoint(task, kind).config.executeSteps;
}
