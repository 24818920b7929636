/** The files of recorded runs: one compact table per finding and task, in `data/results`. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '../compute/atomicFile.js';
import { dataPath } from '../policies/dataFolder.js';
import { runsJson } from './runsJson.js';
import type { RunTable } from './runTable.js';
import type { SweepDescription } from './sweepSchema.js';

/** Folder of the committed tables. */
export const RESULTS = dataPath('results');

/**
 * The file of a finding on a task.
 *
 * @param finding for instance `08-dawn`
 * @param task task name
 * @param folder folder of the tables; the committed one by default
 * @returns its path; the file need not exist
 */
export function runTablePath(finding: string, task: string, folder = RESULTS): string {
  return join(folder, `${finding}.${task}.json`);
}

/**
 * Writes a table, one run and one arm per line so that changes are readable.
 *
 * @param file path
 * @param table what to write
 */
export function writeRunTable(file: string, { arms = [], runs, ...head }: RunTable): void {
  writeFileAtomic(file, runsJson(head, arms.length > 0 ? { arms, runs } : { runs }));
}

/** The command that makes a finding's tables: its sweep, where one is described. */
function recordingCommand(finding: string, task: string): string {
  const folder = dataPath('sweeps');
  const sweep = (existsSync(folder) ? readdirSync(folder) : []).find((file) => {
    const asked = JSON.parse(readFileSync(join(folder, file), 'utf8')) as SweepDescription;
    return asked.finding === finding && asked.tasks.includes(task);
  });
  return sweep
    ? `dawnlab sweep plan data/sweeps/${sweep}, then run and collect`
    : `dawnlab record --finding ${finding} --task ${task}`;
}

/**
 * Reads a table.
 *
 * @param finding for instance `08-dawn`
 * @param task task name
 * @returns the table
 * @throws Error naming the command that records it when there is none
 */
export function readRunTable(finding: string, task: string): RunTable {
  const file = runTablePath(finding, task);
  if (!existsSync(file))
    throw new Error(`No runs of ${finding} are recorded on ${task}. Record them: ${recordingCommand(finding, task)}`);
  return readTableFile(file);
}

/**
 * Reads the file of a table.
 *
 * @param file path
 * @returns the table
 * @throws Error when there is no such file, or it is no JSON
 */
export function readTableFile(file: string): RunTable {
  return JSON.parse(readFileSync(file, 'utf8')) as RunTable;
}

/** Which tables; all where nothing is said. */
export interface TableChoice {
  readonly finding?: string;
  readonly task?: string;
  /** Folder of the tables; `data/results` by default. */
  readonly folder?: string;
}

/**
 * Reads the tables of a folder.
 *
 * @param choice finding, task, folder
 * @returns the tables in the order of their files' names
 * @throws Error naming what is recorded when nothing is that was asked for
 */
export function recordedTables({ finding, task, folder }: TableChoice = {}): RunTable[] {
  const place = folder ?? RESULTS;
  const files = existsSync(place) ? readdirSync(place).filter((file) => file.endsWith('.json')) : [];
  const tables = files
    .sort()
    .map((file) => readTableFile(join(place, file)))
    .filter(({ runs }) => Array.isArray(runs));
  const found = tables.filter(
    (table) => (finding ?? table.finding) === table.finding && (task ?? table.task) === table.task,
  );
  if (found.length > 0) return found;
  const names = tables.map((table) => `${table.finding} on ${table.task}`);
  throw new Error(
    `No runs of ${finding ?? 'any finding'}${task ? ` on ${task}` : ''} are recorded in ${place}; there are ` +
      `${names.join(', ') || 'none at all'}.`,
  );
}
