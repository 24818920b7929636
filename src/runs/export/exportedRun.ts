/** The runs that an export holds, read from tables of recorded runs and from directories of single runs. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '../../training/records.js';
import { type RecordedRun, type RunTable, recordedRun } from '../runTable.js';

/** A recorded run with all that tells it from every other run. */
export interface ExportedRun extends RecordedRun {
  /** Null for a run that was trained by itself. */
  readonly finding: string | null;
  readonly task: string;
  /** Name of what was changed in the agent, where a sweep has variants. */
  readonly variant?: string;
}

/**
 * The base policy of a run, where it is not the usual one.
 *
 * @param start the run's start record
 * @returns its kind; undefined for a diffusion policy
 */
export function otherBase({ base }: Partial<RecordedRun['start']>): string | undefined {
  return base === 'diffusion' ? undefined : base;
}

function runsOfTable(file: string): ExportedRun[] {
  const expected = `${file} is no table of recorded runs: expected JSON with finding, task and runs, as dawnlab record writes it.`;
  let table: Partial<RunTable> | null;
  try {
    table = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(expected, { cause });
  }
  const { finding = null, task, runs } = table ?? {};
  if (!task || !Array.isArray(runs) || !runs.every((run) => run?.curve && run.training)) throw new Error(expected);
  return runs.map((run) => ({ ...run, finding, task }));
}

function runOfDirectory(directory: string): ExportedRun {
  const run = recordedRun(readRecords(join(directory, 'metrics.jsonl')));
  return { ...run, finding: null, task: run.start.task };
}

/**
 * Reads the runs to export.
 *
 * @param paths tables (`data/results/*.json`) and directories of runs, in any mixture
 * @returns their runs, in the order given
 * @throws Error when a path is absent or is neither a table nor the directory of a run
 */
export function readExportedRuns(paths: readonly string[]): ExportedRun[] {
  return paths.flatMap((path) => {
    if (!existsSync(path))
      throw new Error(
        `There is no ${path}: give a table such as data/results/<finding>.<task>.json, or a run directory.`,
      );
    return statSync(path).isDirectory() ? [runOfDirectory(path)] : runsOfTable(path);
  });
}
