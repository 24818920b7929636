/** A disk of a few hundred kilobytes, to be filled or made read-only. Mounting needs rights that not every machine gives. */

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A small disk. */
export interface SmallDisk {
  readonly folder: string;
  /** Changes how it is mounted, for instance `size=8m` or `ro`. */
  remount(option: string): void;
  remove(): void;
}

/**
 * Mounts a small disk.
 *
 * @param folder where
 * @param size for instance `300k`
 * @returns the disk; undefined where mounting is not permitted
 */
export function smallDisk(folder: string, size: string): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  if (process.platform !== 'linux' || !mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)) return undefined;
  return {
    folder,
    remount(option) {
      if (!mount('-o', `remount,${option}`, folder)) throw new Error(`remount with ${option} failed`);
    },
    remove: () => void spawnSync('umount', ['-l', folder]),
  };
}
