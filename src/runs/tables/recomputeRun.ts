/** A recorded run, made again and compared with what the table says of it. */

import { join } from 'node:path';
import { identityDifferences, METRICS_FILE, type RunIdentity, readRecords } from '../../training/index.js';
import { currentSpec } from '../spec/completeRuns.js';
import { hardware } from '../spec/hardware.js';
import { type RunSpec, runFolder, runId, specIdentity } from '../spec/runSpec.js';
import { type ExecuteRunOptions, executeRun } from '../worker/executeRun.js';
import type { TableRun } from './chooseRuns.js';
import { compareRuns, newColumns, type RunDifference } from './compareRuns.js';
import { runOfRecords } from './runOfRecords.js';
import { specOfRun } from './specOfRun.js';
import { type WithinArm, withinArm } from './withinArm.js';

/** A run that is to be made again. */
export interface RecomputePlan {
  /** As it was recorded, but for the numerical code, which is the present one. */
  readonly spec: RunSpec;
  /** Where it is made, and found again when the call is repeated. */
  readonly directory: string;
  /** Why the bits may differ although nothing is wrong: another processor, other code. */
  readonly cautions: readonly string[];
}

/** A run by value, and the machine that made it or would make it. */
export interface RunOnHardware {
  readonly hardware: string;
  readonly identity: RunIdentity;
}

/** What came of it. */
export interface Recomputation {
  readonly outcome: 'equal' | 'different' | 'interrupted';
  /** Where the two part; when they do. */
  readonly difference?: RunDifference;
  /** What the code measures now and did not when the table was made; it is not compared. */
  readonly newColumns: readonly string[];
  /** Where bits differ: whether the run is one more of its arm. */
  readonly within?: WithinArm;
}

/** Model and platform; the number of cores changes no bit. */
const processorOf = (machine: string) => machine.replace(/, \d+ cores/, '');

/**
 * Why a run that is made here may not be that of a table to the bit.
 *
 * @param recorded hardware of the table, and the run by value
 * @param here hardware of this machine, and the run that it would make
 * @returns sentences; none when processor and identity are those of the table
 */
export function recomputeCautions(recorded: RunOnHardware, here: RunOnHardware): string[] {
  const places = recorded.hardware.split('; ');
  const isSame = places.every((place) => processorOf(place) === processorOf(here.hardware));
  const differences = identityDifferences(recorded.identity, here.identity);
  return [
    ...(isSame
      ? []
      : [
          `The table was recorded on ${recorded.hardware}; this is ${here.hardware}. Equal bits are promised on the same processor type only.`,
        ]),
    ...(differences.length === 0
      ? []
      : [`The table has the run as another than this code makes; "there" is the table: ${differences.join('; ')}.`]),
  ];
}

/**
 * Finds out how to make a recorded run again.
 *
 * @param chosen the run and its table
 * @param folder below which it is made, for instance `out/recompute`
 * @returns specification, directory, cautions
 * @throws Error as {@link specOfRun}
 */
export async function planRecompute({ table, run }: TableRun, folder: string): Promise<RecomputePlan> {
  const recorded = specOfRun(table, run);
  const spec = await currentSpec(recorded);
  const directory = join(folder, table.finding, runFolder(spec, runId(spec)));
  const there = { hardware: table.provenance.hardware, identity: specIdentity(recorded) };
  const cautions = recomputeCautions(there, { hardware: hardware(), identity: specIdentity(spec) });
  return { spec, directory, cautions };
}

/**
 * Makes a recorded run again, or what is missing of it, and compares it bitwise with the table.
 *
 * @param chosen the run and its table
 * @param plan what {@link planRecompute} found out
 * @param options signal and listeners; an interrupted run goes on when it is called again
 * @returns whether the two are equal, else the first difference, and whether the run is one more of its arm
 * @throws Error as {@link executeRun}
 */
export async function recomputeRun(
  chosen: TableRun,
  { spec, directory }: RecomputePlan,
  options: ExecuteRunOptions = {},
): Promise<Recomputation> {
  const { status } = await executeRun(spec, directory, options);
  if (status === 'interrupted') return { outcome: 'interrupted', newColumns: [] };
  const recomputed = runOfRecords(readRecords(join(directory, METRICS_FILE)));
  const difference = compareRuns(chosen.run, recomputed);
  const columns = newColumns(chosen.run, recomputed);
  if (!difference) return { outcome: 'equal', newColumns: columns };
  return { outcome: 'different', difference, newColumns: columns, within: withinArm(chosen, recomputed) };
}
