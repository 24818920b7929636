/** Files that a reader sees old or new, never half written. */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a text file through a temporary neighbour and a rename.
 *
 * It stands here and not in compute because the runner must start without loading the numerics.
 *
 * @param path the file; missing folders are made
 * @param text its contents
 */
export function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}
