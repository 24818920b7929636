/** Recorded runs in columns, one table per finding and task. */

import type { RunRecord, StartRecord } from '../../training/index.js';
import type { RunArm } from '../spec/runArm.js';
import { runLabel } from '../spec/runSpec.js';

/** Columns of a run's evaluations, one entry per point of the curve. */
export interface CurveColumns {
  readonly chunks: readonly number[];
  readonly primitiveSteps: readonly number[];
  readonly updates: readonly number[];
  readonly success: readonly number[];
  readonly episodes: readonly number[];
  /** Wall-clock seconds; machine-dependent. */
  readonly seconds: readonly number[];
}

/** One run: what it was, how it ended, its curve and its training metrics. */
export interface RecordedRun {
  readonly agent: string;
  readonly seed: number;
  /** Identity of its specification; absent where it was not made by a sweep. */
  readonly id?: string;
  /** Name of the variation of the agent, `default` for none. */
  readonly variant?: string;
  readonly status: string;
  readonly message?: string;
  readonly start: StartRecord;
  readonly base: { readonly success: number; readonly episodes: number };
  readonly curve: CurveColumns;
  /**
   * Means over the interval that ends at each evaluation after the first: chunks, successRate (null where no episode
   * ended), then the updates' metrics.
   */
  readonly training: Readonly<Record<string, readonly (number | null)[]>>;
  /** Means along the explicit warmup, of runs that have one: updates, then the updates' metrics. */
  readonly explicit?: Readonly<Record<string, readonly (number | null)[]>>;
  /** Diagnostics of the critic, of runs that were looked into: chunks, updates, then the values' names. */
  readonly probes?: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Where and with what the runs were made. */
export interface RunTableProvenance {
  /** The literal command that records the table. */
  readonly command: string;
  /** Git commit of the code, with `+` when the tree had changes. */
  readonly commit: string;
  /** Version of the numerical code; equal ones give equal curves on equal machines. */
  readonly numerics: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly hardware: string;
  /** When the table was written, ISO 8601. */
  readonly recordedAt: string;
}

/** All recorded runs of one finding on one task. */
export interface RunTable {
  readonly finding: string;
  readonly task: string;
  readonly provenance: RunTableProvenance;
  /** How to make the runs again, by agent, variant and base policy. */
  readonly arms: readonly RunArm[];
  readonly runs: readonly RecordedRun[];
  /** Runs that failed: listed, never dropped. */
  readonly failures?: readonly { readonly run: string; readonly error: string }[];
}

/**
 * The name of a run's variation.
 *
 * @param run recorded run
 * @returns for instance `no-anchor`; `default` where there is none
 */
export function variantOf({ variant = 'default' }: Pick<RecordedRun, 'variant'>): string {
  return variant;
}

/**
 * A recorded run's name for people, as {@link runLabel}.
 *
 * @param run recorded run
 * @returns for instance `gantry-peg dawn/no-anchor seed 3`
 */
export function recordedLabel(run: RecordedRun): string {
  const { agent, seed, start } = run;
  return runLabel({ task: start.task, agent, variant: variantOf(run), base: { kind: start.base }, seed });
}

/** Six digits are more than any figure shows, and keep the committed files small. */
const compact = (value: number) => Number(value.toPrecision(6));

/** Named numbers in rows, as columns; null where a row has no such number. */
function columnsOf(rows: readonly Readonly<Record<string, number>>[]): Record<string, (number | null)[]> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: number | undefined) => (Number.isFinite(value) ? compact(value as number) : null);
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => cell(row[name]))]));
}

/**
 * Turns a run's records into columns.
 *
 * @param records the run's metrics file, in order
 * @returns the run
 * @throws Error when the records have no start or no base evaluation, or are of more than one run
 */
export function recordedRun(records: readonly RunRecord[]): RecordedRun {
  const [start, second] = records.filter((record) => record.kind === 'start');
  const evaluations = records.filter((record) => record.kind === 'evaluation');
  const base = evaluations.find(({ policy }) => policy === 'base');
  if (!start || !base) throw new Error('recordedRun: the records have no start or no evaluation of the base policy.');
  const end = records.findLast((record) => record.kind === 'end');
  const points = evaluations.filter(({ policy }) => policy === 'agent');
  if (second || points.some(({ chunks }, i) => i > 0 && chunks <= points[i - 1].chunks))
    throw new Error(
      'recordedRun: the records are those of more than one run, or of one that was made twice. Train it afresh in a ' +
        'directory of its own.',
    );
  const intervals = records.filter((record) => record.kind === 'training');
  const explicit = records.flatMap((record) =>
    record.kind === 'explicit' ? [{ updates: record.updates, ...record.metrics }] : [],
  );
  const probes = records.flatMap((record) =>
    record.kind === 'probe' ? [{ chunks: record.chunks, updates: record.updates, ...record.values }] : [],
  );
  return {
    agent: start.agent,
    seed: start.seed,
    status: end?.status ?? 'unfinished',
    message: end?.message,
    start,
    base: { success: base.success, episodes: base.protocol.episodes },
    curve: {
      chunks: points.map(({ chunks }) => chunks),
      primitiveSteps: points.map(({ primitiveSteps }) => primitiveSteps),
      updates: points.map(({ updates }) => updates),
      success: points.map(({ success }) => success),
      episodes: points.map(({ protocol }) => protocol.episodes),
      seconds: points.map(({ seconds }) => compact(seconds)),
    },
    training: {
      chunks: intervals.map(({ chunks }) => chunks),
      successRate: intervals.map(({ successRate }) => (successRate === null ? null : compact(successRate))),
      ...columnsOf(intervals.map(({ metrics }) => metrics)),
    },
    ...(explicit.length > 0 && { explicit: columnsOf(explicit) }),
    ...(probes.length > 0 && { probes: columnsOf(probes) }),
  };
}
