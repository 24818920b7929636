/** Where the package keeps its data, whatever the working directory. */

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
