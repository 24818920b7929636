/** The files that a run leaves, by their hashes. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileHash } from '../../files/index.js';
import { METRICS_FILE } from '../../training/index.js';
import type { RunManifest } from './manifest.js';

const OUTPUTS = [METRICS_FILE, 'checkpoint.safetensors'];

/**
 * The hashes of a run's files.
 *
 * @param directory the run's
 * @returns SHA-256 by file name; of a run that diverged there may be no checkpoint
 */
export function outputHashes(directory: string): Record<string, string> {
  const there = OUTPUTS.filter((file) => existsSync(join(directory, file)));
  return Object.fromEntries(there.map((file) => [file, fileHash(join(directory, file))]));
}

/**
 * Whether the files of a run that has ended are still those that it wrote.
 *
 * @param directory the run's
 * @param manifest its manifest
 * @returns the files that are missing or changed
 */
export function damagedOutputs(directory: string, { outputs }: RunManifest): string[] {
  return Object.keys(outputs).filter(
    (file) => !existsSync(join(directory, file)) || fileHash(join(directory, file)) !== outputs[file],
  );
}
