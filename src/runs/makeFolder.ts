/** Folders, with an error that says what is wrong. */

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Node reports a read-only file system as a missing folder; asking the nearest folder
 * that exists tells the two apart.
 *
 * @param folder path
 * @throws the file system's error
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    let parent = dirname(folder);
    while (!existsSync(parent)) parent = dirname(parent);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') accessSync(parent, constants.W_OK);
    throw error;
  }
}
