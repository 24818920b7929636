/** A recorded run, made again and compared with what the table says of it. */

import { join } from 'node:path';
import { numericsVersion } from '../training/numericsVersion.js';
import { readRecords } from '../training/records.js';
import type { TableRun } from './chooseRuns.js';
import { compareRuns, newColumns, type RunDifference } from './compareRuns.js';
import { type ExecuteRunOptions, executeRun } from './executeRun.js';
import { hardware } from './hardware.js';
import { recordedSpec } from './recordedSpec.js';
import { type RunSpec, runFolder, runId } from './runSpec.js';
import { type RunTableProvenance, recordedRun } from './runTable.js';

/** A run that is to be made again. */
export interface RecomputePlan {
  /** As it was recorded, but for the numerical code, which is the present one. */
  readonly spec: RunSpec;
  /** Where it is made, and found again when the call is repeated. */
  readonly directory: string;
  /** Why the bits may differ although nothing is wrong: another processor, other code. */
  readonly cautions: readonly string[];
}

/** What came of it. */
export interface Recomputation {
  readonly outcome: 'equal' | 'different' | 'interrupted';
  /** Where the two part; when they do. */
  readonly difference?: RunDifference;
  /** What the code measures now and did not when the table was made; it is not compared. */
  readonly newColumns: readonly string[];
}

/** Model and platform; the number of cores changes no bit. */
const processorOf = (machine: string) => machine.replace(/, \d+ cores/, '');

/**
 * Why a run that is made here may not be that of a table to the bit.
 *
 * @param provenance the table's
 * @param here the present machine and version of the numerical code
 * @returns sentences; none when processor and code are those of the table
 */
export function recomputeCautions(
  { hardware: recorded, numerics, commit }: RunTableProvenance,
  here: { readonly hardware: string; readonly numerics: string },
): string[] {
  const places = recorded.split('; ');
  const isSame = places.every((place) => processorOf(place) === processorOf(here.hardware));
  return [
    ...(isSame
      ? []
      : [
          `The table was recorded on ${recorded}; this is ${here.hardware}. Equal bits are promised on the same processor type only.`,
        ]),
    ...(numerics === here.numerics
      ? []
      : [
          `The table was made with the numerical code ${numerics ?? 'of a version that was not noted'} (commit ${commit}); ` +
            `this is ${here.numerics}.`,
        ]),
  ];
}

/**
 * Finds out how to make a recorded run again.
 *
 * @param chosen the run and its table
 * @param folder below which it is made, for instance `out/recompute`
 * @returns specification, directory, cautions
 * @throws Error as {@link recordedSpec}
 */
export async function planRecompute({ table, run }: TableRun, folder: string): Promise<RecomputePlan> {
  const recorded = await recordedSpec(table, run);
  const numerics = numericsVersion();
  const spec = { ...recorded, numerics };
  const directory = join(folder, table.finding, runFolder(spec, runId(spec)));
  return { spec, directory, cautions: recomputeCautions(table.provenance, { hardware: hardware(), numerics }) };
}

/**
 * Makes a recorded run again, or what is missing of it, and compares it bitwise with the table.
 *
 * @param chosen the run and its table
 * @param plan what {@link planRecompute} found out
 * @param options signal and listeners; an interrupted run goes on when it is called again
 * @returns whether the two are equal, else the first difference
 * @throws Error as {@link executeRun}
 */
export async function recomputeRun(
  { run }: TableRun,
  { spec, directory }: RecomputePlan,
  options: ExecuteRunOptions = {},
): Promise<Recomputation> {
  const { status } = await executeRun(spec, directory, options);
  if (status === 'interrupted') return { outcome: 'interrupted', newColumns: [] };
  const recomputed = recordedRun(readRecords(join(directory, 'metrics.jsonl')));
  const difference = compareRuns(run, recomputed);
  return { outcome: difference ? 'different' : 'equal', difference, newColumns: newColumns(run, recomputed) };
}
