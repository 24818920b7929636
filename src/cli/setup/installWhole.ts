/** Installations that are there as a whole or not at all. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Builds an installation beside its place and moves it there.
 *
 * @param folder where it belongs; what is there is replaced
 * @param build fills an empty folder; when it fails, nothing is left of it
 */
export async function installWhole(folder: string, build: (partial: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const partial = mkdtempSync(join(dirname(folder), `partial-${basename(folder)}-`));
  try {
    await build(partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/**
 * Removes installations, and the folder that holds them once it is empty.
 *
 * @param folders which
 * @param cache the folder that holds them
 * @returns those that were there
 */
export function removeInstallations(folders: readonly string[], cache: string): string[] {
  const removed = folders.filter((folder) => existsSync(folder));
  for (const folder of removed) rmSync(folder, { recursive: true });
  if (existsSync(cache) && readdirSync(cache).length === 0) rmdirSync(cache);
  return removed;
}
