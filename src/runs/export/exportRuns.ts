/** Writes runs in the formats of other tools. */

import { join } from 'node:path';
import { writeFileAtomic } from '../../files/index.js';
import type { Counters } from '../../training/index.js';
import { type ExportedRun, otherBase } from './exportedRun.js';
import { runEvents } from './runEvents.js';
import { curveTable, trainingTable } from './tidyTable.js';

/** The formats: two tidy tables, `curves` and `training`, or TensorBoard's event files, one folder per run. */
export const EXPORT_FORMATS = ['csv', 'arrow', 'parquet', 'tensorboard'] as const;

/** The counters that can be TensorBoard's step axis. */
export const STEP_AXES: readonly (keyof Counters)[] = ['chunks', 'primitiveSteps', 'updates'];

/** What to write and where. */
export interface ExportOptions {
  readonly format: (typeof EXPORT_FORMATS)[number];
  /** Folder of the files; made when missing. Files of the same name are replaced, others stay. */
  readonly out: string;
  /** TensorBoard's step axis; chunks by default. */
  readonly step?: keyof Counters;
  /** When the runs began, seconds since 1970, for TensorBoard's wall axis; 0 by default. */
  readonly startTime?: number;
}

const labelOf = ({ finding, task, agent, variant, start, seed }: ExportedRun) =>
  [finding, task, [agent, variant, otherBase(start), `seed${seed}`].filter((part) => part !== undefined).join('-')]
    .filter((part) => part !== null)
    .map((part) => part.replace(/^\.+|[^\p{L}\p{N}.=-]/gu, '_'))
    .join('/');

function checkOneOf<Name extends string>(what: string, got: Name, names: readonly Name[]): void {
  if (!names.includes(got)) throw new Error(`exportRuns: no ${what} '${got}'; there are ${names.join(', ')}.`);
}

function checkDistinct(runs: readonly ExportedRun[]): void {
  const labels = new Set<string>();
  for (const label of runs.map(labelOf)) {
    if (labels.has(label))
      throw new Error(
        `exportRuns: two runs are ${label}, and nothing in an export tells them apart. Export each with its own --out.`,
      );
    labels.add(label);
  }
}

type NamedBytes = readonly [name: string, bytes: Uint8Array];

// The libraries of the formats are loaded when they are needed: every run of a sweep imports this folder's face.
async function eventFiles(runs: readonly ExportedRun[], step: keyof Counters, start: number): Promise<NamedBytes[]> {
  const { encodeEventFile } = await import('./eventFile.js');
  const name = 'events.out.tfevents.dawnlab';
  return runs.map((run) => [join(labelOf(run), name), encodeEventFile(runEvents(run, step, start), start)]);
}

async function tableFiles(runs: readonly ExportedRun[], format: 'csv' | 'arrow' | 'parquet'): Promise<NamedBytes[]> {
  const { TABLE_FORMATS } = await import('./tableFormats.js');
  const tables = Object.entries({ curves: curveTable(runs), training: trainingTable(runs) });
  return tables.map(([name, table]) => [`${name}.${format}`, TABLE_FORMATS[format](table)]);
}

/**
 * Writes runs for other tools. The bytes depend on the runs and options alone. Each file is written atomically, and none
 * before all are encoded.
 *
 * @param runs runs to write
 * @param options format, folder, axis
 * @returns paths of the files
 * @throws Error when there are no runs, two cannot be told apart, or the format or axis is unknown
 */
export async function exportRuns(runs: readonly ExportedRun[], options: ExportOptions): Promise<string[]> {
  const { format, out, step = 'chunks', startTime = 0 } = options;
  checkOneOf('format', format, EXPORT_FORMATS);
  checkOneOf('step axis', step, STEP_AXES);
  if (runs.length === 0) throw new Error('exportRuns: there are no runs to export. Record some: dawnlab record');
  checkDistinct(runs);
  const files = await (format === 'tensorboard' ? eventFiles(runs, step, startTime) : tableFiles(runs, format));
  return files.map(([name, bytes]) => {
    writeFileAtomic(join(out, name), bytes);
    return join(out, name);
  });
}
