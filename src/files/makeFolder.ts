/**
 * Folders, with an error that says what is wrong.
 *
 * @outsideNumerics it makes folders
 */

import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Makes one folder; that another process was faster is no error. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    // A read-only file system is reported as a missing folder; asking the folder above tells the two apart.
    accessSync(dirname(folder), constants.W_OK);
    throw new Error(`No folder can be made in ${dirname(folder)}, asked for ${folder}. Choose another directory.`);
  }
}

/**
 * Makes a folder and those above it, one after the other: below `/proc` Node's own recursive way never returns.
 *
 * @param folder path
 * @throws Error when a file is in the way, or where the system makes no folders; the file system's error otherwise
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  let there = resolve(folder);
  for (; !existsSync(there); there = dirname(there)) missing.unshift(there);
  if (!statSync(there).isDirectory())
    throw new Error(`${there} is a file, so that there can be no folder ${folder}. Choose another directory.`);
  for (const one of missing) makeOne(one);
}
