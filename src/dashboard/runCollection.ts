/** The runs of some folders, read again only where a file has changed. */

import { basename } from 'node:path';
import { METRICS_FILE } from '../training/index.js';
import type { RunEntry } from './runEntry.js';
import { type CollectedRun, filesIn, runsOf, stampOf } from './runFiles.js';

/** A file as it was when it was read. */
interface ReadFile {
  /** Time and size: what tells that it must be read again. */
  readonly stamp: string;
  /** The version of the collection in which its runs last changed. */
  readonly version: number;
  readonly runs: readonly CollectedRun[];
  /** Why it could not be read. */
  readonly fault?: string;
}

/** All runs that were found, by file. */
export interface RunCollection {
  readonly folders: readonly string[];
  /** Rises with every change. */
  readonly version: number;
  readonly files: ReadonlyMap<string, ReadFile>;
}

/** A run that has just begun has no evaluation yet, and a folder has other files than tables. */
function readFile(file: string, folder: string, version: number): ReadFile {
  // What is written meanwhile has a later time than this.
  const stamp = stampOf(file, []);
  try {
    const runs = runsOf(file, folder);
    return { stamp: stamp + stampOf(file, runs).slice(stamp.length), version, runs };
  } catch (error) {
    return { stamp, version, runs: [], fault: (error as Error).message };
  }
}

/**
 * A collection that has read nothing yet.
 *
 * @param folders where runs and tables lie, at any depth
 * @returns the collection, for {@link updateCollection}
 */
export function initCollection(folders: readonly string[]): RunCollection {
  return { folders, version: 0, files: new Map() };
}

/**
 * Looks at the folders again.
 *
 * @param before the collection so far
 * @returns the same collection where nothing has changed; else one of the next version
 */
export function updateCollection(before: RunCollection): RunCollection {
  const version = before.version + 1;
  const files = new Map<string, ReadFile>();
  let isChanged = false;
  for (const folder of before.folders)
    for (const file of filesIn(folder)) {
      const known = before.files.get(file);
      const isSame = known !== undefined && known.stamp === stampOf(file, known.runs);
      isChanged ||= !isSame;
      files.set(file, isSame ? known : readFile(file, folder, version));
    }
  const isGone = [...before.files.keys()].some((file) => !files.has(file));
  return isChanged || isGone ? { ...before, version, files } : before;
}

/**
 * The rows that changed.
 *
 * @param collection from {@link updateCollection}
 * @param since a version that was seen before; 0 for all
 * @returns rows of files that were read later
 */
export function entriesSince({ files }: RunCollection, since: number): RunEntry[] {
  return [...files.values()].flatMap(({ version, runs }) => (version > since ? runs.map(({ entry }) => entry) : []));
}

/**
 * Files that are named like a run's or a table's and could not be read.
 *
 * @param collection from {@link updateCollection}
 * @returns what is wrong with each run's records; other JSON files are none of ours
 */
export function collectionFaults({ files }: RunCollection): string[] {
  return [...files].flatMap(([file, { fault }]) =>
    fault && basename(file) === METRICS_FILE ? [`${file}: ${fault}`] : [],
  );
}

/**
 * Runs by their keys.
 *
 * @param collection from {@link updateCollection}
 * @param keys of rows
 * @returns the runs that are there, in the order of the keys
 */
export function runsByKey({ files }: RunCollection, keys: readonly string[]): CollectedRun[] {
  return keys.flatMap((key) => {
    const [file, index = '0'] = key.split('#');
    return files.get(file)?.runs[Number(index)] ?? [];
  });
}
