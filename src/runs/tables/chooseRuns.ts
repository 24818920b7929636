/** Which recorded runs to make again. */

import { armOf, armText } from './arms.js';
import { type RecordedRun, type RunTable, recordedLabel } from './runTable.js';

/** A recorded run and the table that it is in. */
export interface TableRun {
  readonly table: RunTable;
  readonly run: RecordedRun;
}

/** Least digits of an identity that are taken for one. */
const SHORTEST_ID = 6;

const allRuns = (tables: readonly RunTable[]): TableRun[] =>
  tables.flatMap((table) => table.runs.map((run) => ({ table, run })));

/**
 * The wall-clock time that a run took when it was recorded.
 *
 * @param run recorded run
 * @returns seconds
 */
export function recordedSeconds({ curve }: RecordedRun): number {
  return curve.seconds.at(-1) ?? 0;
}

/**
 * The runs that cost least: by their recorded time, one of each arm before a second of any.
 *
 * @param tables recorded runs
 * @param count how many at most
 * @returns the runs; the same ones for the same tables
 */
export function cheapestRuns(tables: readonly RunTable[], count: number): TableRun[] {
  const taken = new Map<string, number>();
  return allRuns(tables)
    .sort((a, b) => recordedSeconds(a.run) - recordedSeconds(b.run))
    .map((chosen) => {
      const { table, run } = chosen;
      const arm = `${table.finding} ${table.task} ${armText(armOf(run))}`;
      const round = taken.get(arm) ?? 0;
      taken.set(arm, round + 1);
      return { chosen, round };
    })
    .sort((a, b) => a.round - b.round)
    .slice(0, count)
    .map(({ chosen }) => chosen);
}

/**
 * A run by its name.
 *
 * @param tables recorded runs
 * @param name its label, for instance `gantry-peg dawn/no-anchor seed 3`, with or without the task, or the first digits
 * of its identity
 * @returns the run
 * @throws Error naming the runs that there are when none or several have that name
 */
export function findRun(tables: readonly RunTable[], name: string): TableRun {
  const runs = allRuns(tables);
  const hasName = ({ run }: TableRun) => {
    const label = recordedLabel(run);
    const isId = name.length >= SHORTEST_ID && run.id?.startsWith(name);
    return isId || label === name || label === `${run.start.task} ${name}`;
  };
  const found = runs.filter(hasName);
  if (found.length === 1) return found[0];
  const labels = (found.length > 0 ? found : runs).map(({ run }) => recordedLabel(run));
  throw new Error(`${found.length} recorded runs are called '${name}'; expected one of: ${labels.join(', ')}.`);
}
