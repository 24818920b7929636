/** Runs as long tidy tables: one row per observation, one column per variable. */

import { type ExportedRun, otherBase } from './exportedRun.js';
import { evaluationRows, intervalRows } from './tidyRows.js';

/** A named column; any value may be null. */
interface TidyColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'number';
  readonly values: readonly (string | number | null)[];
}

/** Columns of equal length, in the order in which they are written. */
export type TidyTable = readonly TidyColumn[];

type Types = Readonly<Record<string, TidyColumn['type']>>;
type Row = Readonly<Record<string, string | number | null | undefined>>;

const COUNTERS: Types = { chunks: 'integer', primitiveSteps: 'integer', updates: 'integer' };

function identityTypes(runs: readonly ExportedRun[]): Types {
  const variant: Types = runs.some((run) => run.variant !== undefined) ? { variant: 'text' } : {};
  const base: Types = runs.some(({ start }) => otherBase(start) !== undefined) ? { base: 'text' } : {};
  return { finding: 'text', task: 'text', agent: 'text', ...variant, ...base, seed: 'integer', status: 'text' };
}

const identity = ({ finding, task, agent, variant, start, seed, status }: ExportedRun): Row => ({
  finding,
  task,
  agent,
  variant,
  base: start.base,
  seed,
  status,
});

function columns(types: Types, rows: readonly Row[]): TidyTable {
  return Object.entries(types).map(([name, type]) => ({ name, type, values: rows.map((row) => row[name] ?? null) }));
}

/**
 * Every evaluation of every run: finding, task, agent, variant and base where there are several, seed, status, policy (`agent` or
 * `base`), chunks, primitiveSteps, updates, success, episodes, seconds.
 *
 * @param runs runs to write
 * @returns one row per evaluation, those of a run together
 */
export function curveTable(runs: readonly ExportedRun[]): TidyTable {
  const types: Types = {
    ...identityTypes(runs),
    policy: 'text',
    ...COUNTERS,
    success: 'number',
    episodes: 'integer',
    seconds: 'number',
  };
  return columns(
    types,
    runs.flatMap((run) => evaluationRows(run).map((row) => ({ ...row, ...identity(run) }))),
  );
}

/**
 * Every interval of training of every run: the columns that name the run, counters and seconds at the interval's end,
 * then one column per metric. A metric that a run or an interval lacks is null.
 *
 * @param runs runs to write
 * @returns one row per interval, those of a run together
 */
export function trainingTable(runs: readonly ExportedRun[]): TidyTable {
  const names = new Set(runs.flatMap(({ training: { chunks, ...metrics } }) => Object.keys(metrics)));
  const types: Types = {
    ...identityTypes(runs),
    ...COUNTERS,
    seconds: 'number',
    ...Object.fromEntries([...names].map((name) => [name, 'number'] as const)),
  };
  return columns(
    types,
    runs.flatMap((run) => intervalRows(run).map(({ metrics, ...row }) => ({ ...metrics, ...row, ...identity(run) }))),
  );
}
