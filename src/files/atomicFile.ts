/**
 * Files that are either the old version or the new one, never half of it, whatever interrupts the writing.
 *
 * @outsideNumerics it writes what others have computed
 */

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './makeFolder.js';

/**
 * Writes a file through a temporary neighbour, a flush to the disk and a rename.
 *
 * @param path the file; missing folders are made
 * @param contents bytes, or text in UTF-8
 * @param previous where the old version is kept; without one it is replaced
 * @throws the file system's error; the previous file, if any, is then untouched
 */
export function writeFileAtomic(path: string, contents: Uint8Array | string, previous?: string): void {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
  try {
    const file = openSync(temporary, 'w');
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (previous && existsSync(path)) renameSync(path, previous);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
