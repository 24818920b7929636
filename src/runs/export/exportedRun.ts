/** The runs that an export holds, read from tables of recorded runs and from directories of single runs. */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFileError } from '../../files/index.js';
import { METRICS_FILE, readRecords } from '../../training/records.js';
import { readTableFile } from '../tables/recordedTables.js';
import { runOfRecords } from '../tables/runOfRecords.js';
import type { RecordedRun } from '../tables/runTable.js';

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
  const { finding, task, runs } = readTableFile(file);
  return runs.map((run) => ({ ...run, finding, task }));
}

function runOfDirectory(directory: string): ExportedRun {
  const run = runOfRecords(readRecords(join(directory, METRICS_FILE)));
  return { ...run, finding: null, task: run.start.task };
}

/**
 * Reads the runs to export.
 *
 * @param paths tables (`data/results/*.json`) and directories of runs, in any mixture
 * @param onDamaged called for a file that cannot be used, so that the others are read all the same; it throws by default
 * @returns their runs, in the order given
 * @throws Error when a path is absent or is neither a table nor the directory of a run
 */
export function readExportedRuns(
  paths: readonly string[],
  onDamaged: (error: DamagedFileError) => void = (error) => {
    throw error;
  },
): ExportedRun[] {
  return paths.flatMap((path) => {
    if (!existsSync(path))
      throw new Error(
        `There is no ${path}: give a table such as data/results/<finding>.<task>.json, or a run directory.`,
      );
    try {
      return statSync(path).isDirectory() ? [runOfDirectory(path)] : runsOfTable(path);
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      onDamaged(error);
      return [];
    }
  });
}
