/**
 * Damaged files are set aside under another name: what broke them can still be looked into.
 *
 * @outsideNumerics it sets files aside
 */

import { existsSync, renameSync } from 'node:fs';

/**
 * Renames a damaged file to the first free of `<file>.damaged-1`, `<file>.damaged-2`, …
 *
 * @param file path
 * @returns the new path
 * @throws the file system's error
 */
export function quarantineFile(file: string): string {
  let n = 1;
  while (existsSync(`${file}.damaged-${n}`)) n++;
  renameSync(file, `${file}.damaged-${n}`);
  return `${file}.damaged-${n}`;
}
