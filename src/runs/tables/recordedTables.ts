/** The files of recorded runs: one compact table per finding and task, in `data/results`. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError, dataPath, readJson, writeFileAtomic } from '../../files/index.js';
import { recordingAdvice } from './recordingAdvice.js';
import { runsJson } from './runsJson.js';
import type { RunTable } from './runTable.js';
import { tableSchema } from './tableSchema.js';

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
export function writeRunTable(file: string, { arms, runs, ...head }: RunTable): void {
  writeFileAtomic(file, runsJson(head, { arms, runs }));
}

/**
 * Reads a table.
 *
 * @param finding for instance `08-dawn`
 * @param task task name
 * @param folder folder of the tables; the committed one by default
 * @returns the table
 * @throws Error naming the command that records it when there is none; DamagedFileError when it cannot be used
 */
export function readRunTable(finding: string, task: string, folder = RESULTS): RunTable {
  const file = runTablePath(finding, task, folder);
  if (!existsSync(file))
    throw new Error(`No runs of ${finding} are recorded on ${task}. ${recordingAdvice(finding, task, folder)}`);
  const table = readTableFile(file);
  if (table.finding !== finding || table.task !== task)
    throw new DamagedFileError(file, `holds runs of ${table.finding} on ${table.task}`, TABLE);
  return table;
}

/** What the file of a table should be. */
const TABLE = {
  kind: 'table of recorded runs',
  advice: 'Restore it (git checkout, or a copy), or collect or record its runs again.',
};

/**
 * Reads the file of a table.
 *
 * @param file path
 * @returns the table
 * @throws DamagedFileError naming the file, what is wrong with it and what to do; the file system's error when there is
 * no such file
 */
export function readTableFile(file: string): RunTable {
  return readJson(file, tableSchema, TABLE);
}

/** Which tables; all where nothing is said. */
export interface TableChoice {
  readonly finding?: string;
  readonly task?: string;
  /** Folder of the tables; `data/results` by default. */
  readonly folder?: string;
  /** Called for each file that cannot be used; the others are read all the same. A warning on the console by default. */
  readonly onDamaged?: (error: DamagedFileError) => void;
}

const warn = ({ message }: DamagedFileError) => console.warn(message);

/** The tables of a folder, and the files that are none. */
function tablesIn(folder: string): { tables: RunTable[]; damaged: DamagedFileError[] } {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const damaged: DamagedFileError[] = [];
  const tables = files.sort().flatMap((file) => {
    try {
      return [readTableFile(join(folder, file))];
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      damaged.push(error);
      return [];
    }
  });
  return { tables, damaged };
}

/**
 * Reads the tables of a folder. A file that cannot be used is reported, and hides no other.
 *
 * @param choice finding, task, folder, who hears of damaged files
 * @returns the tables in the order of their files' names
 * @throws Error naming what is recorded when nothing is that was asked for
 */
export function recordedTables({ finding, task, folder, onDamaged = warn }: TableChoice = {}): RunTable[] {
  const place = folder ?? RESULTS;
  const { tables, damaged } = tablesIn(place);
  for (const error of damaged) onDamaged(error);
  const found = tables.filter(
    (table) => (finding ?? table.finding) === table.finding && (task ?? table.task) === table.task,
  );
  if (found.length > 0) return found;
  const names = tables.map((table) => `${table.finding} on ${table.task}`);
  const unread = damaged.map(({ file }) => file).join(', ');
  throw new Error(
    `No runs of ${finding ?? 'any finding'}${task ? ` on ${task}` : ''} are recorded in ${place}; there are ` +
      `${names.join(', ') || 'none at all'}${unread && `, and files that cannot be used: ${unread}`}.`,
  );
}
