/** The files that runs lie in. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { lockHolder, processState } from '../files/index.js';
import { type RecordedRun, readTableFile, runOfRecords } from '../runs/index.js';
import { METRICS_FILE, readRecords, TRAINING_LOCK } from '../training/index.js';
import { type RunEntry, runEntry } from './runEntry.js';

/** A run with its row. */
export interface CollectedRun {
  readonly run: RecordedRun;
  readonly entry: RunEntry;
}

/** The locks of a run that `train` or a sweep works on. */
const LOCKS = [TRAINING_LOCK, 'lock'];

/**
 * Tables, and metrics files of runs.
 *
 * @param folder where to look, at any depth
 * @returns paths
 */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  // A run's directory holds nothing else to look at.
  if (entries.some(({ name }) => name === METRICS_FILE)) return [join(folder, METRICS_FILE)];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : filesIn(path);
    return entry.name.endsWith('.json') ? [path] : [];
  });
}

function isAlive(directory: string): boolean {
  return LOCKS.some((lock) => {
    const holder = lockHolder(join(directory, lock));
    return holder !== undefined && processState(holder) !== 'dead';
  });
}

/**
 * The runs of a file.
 *
 * @param file a table, or a run's metrics file
 * @param folder that it was found below, for a shorter name
 * @returns runs with their rows
 * @throws Error on a file that is neither, or a run without an evaluation
 */
export function runsOf(file: string, folder: string): CollectedRun[] {
  if (basename(file) === METRICS_FILE) {
    const directory = file.slice(0, -METRICS_FILE.length - 1);
    const run = runOfRecords(readRecords(file));
    const name = relative(folder, directory) || basename(directory);
    return [{ run, entry: runEntry(run, file, name, isAlive(directory)) }];
  }
  const { finding, runs } = readTableFile(file);
  return runs.map((run, i) => ({ run, entry: runEntry(run, `${file}#${i}`, finding) }));
}

/**
 * What tells that a file must be read again: its time and size; of an open run also whether a process works on it.
 *
 * @param file a table, or a run's metrics file
 * @param runs what was read of it
 * @returns a text that changes with them
 */
export function stampOf(file: string, runs: readonly CollectedRun[]): string {
  const { mtimeMs, size } = statSync(file);
  const isOpen = runs.some(({ entry }) => entry.state === 'running' || entry.state === 'unfinished');
  const life = isOpen && basename(file) === METRICS_FILE ? ` ${isAlive(file.slice(0, -METRICS_FILE.length - 1))}` : '';
  return `${mtimeMs} ${size}${life}`;
}
