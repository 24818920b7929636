/** The file of a base policy's weights, by the policy's name. */

import { existsSync } from 'node:fs';
import { dataPath, fileHash, policyPath } from '../files/index.js';
import { basedOn } from '../tasks/index.js';
import { parseBaseName } from './baseName.js';

/**
 * Where a base policy's weights lie.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns the absolute path, where a file need not exist; undefined for a policy that is code alone
 */
export function baseFile(task: string, kind: string): string | undefined {
  if (kind !== 'scripted') return policyPath(basedOn(task), parseBaseName(kind).policy);
  return task.startsWith('adroit-') ? dataPath('experts', 'adroit.safetensors') : undefined;
}

/**
 * The hash of the file that a base policy's weights come from.
 *
 * @param task task name
 * @param kind kind of the base policy
 * @returns 64 hex digits; empty for a policy that is code alone, or whose file is missing
 */
export function baseHash(task: string, kind: string): string {
  const file = baseFile(task, kind);
  return file && existsSync(file) ? fileHash(file) : '';
}
