/** Where a result was computed. */

import { cpus } from 'node:os';

/**
 * The machine, in words.
 *
 * @returns processor model, number of cores, platform
 */
export function hardware(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${process.platform}-${process.arch}`;
}
