/**
 * Where the package keeps its data, whatever the working directory.
 *
 * @outsideNumerics it says where things lie
 */

import { fileURLToPath } from 'node:url';

/**
 * A path inside the package's `data/` folder.
 *
 * @param parts path below `data/`, for instance `'policies', 'gantry-peg-diffusion.safetensors'`
 * @returns the absolute path; nothing need exist there
 */
export function dataPath(...parts: string[]): string {
  return fileURLToPath(new URL(`../../data/${parts.join('/')}`, import.meta.url));
}

/**
 * Where the committed checkpoint of a task and kind lies.
 *
 * @param task task name
 * @param kind for instance `diffusion`
 * @returns the absolute path of `data/policies/<task>-<kind>.safetensors`
 */
export function policyPath(task: string, kind: string): string {
  return dataPath('policies', `${task}-${kind}.safetensors`);
}
