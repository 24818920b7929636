/** A run's records, turned into the columns of a table. */

import type { EvaluationRecord, HeldOutRecord, RunRecord, TrainingRecord } from '../../training/index.js';
import type { CurveColumns, HeldOutScore, RecordedRun } from './runTable.js';

/** Six digits are more than any figure shows, and keep the committed files small. */
const compact = (value: number) => Number(value.toPrecision(6));

/** Named numbers in rows, as columns; null where a row has no such number. */
function columnsOf(rows: readonly Readonly<Record<string, number>>[]): Record<string, (number | null)[]> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: number | undefined) => (Number.isFinite(value) ? compact(value as number) : null);
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => cell(row[name]))]));
}

/** How much of its bound the executed residual used, as columns beside the updates' metrics. */
function useColumns(residual: TrainingRecord['residual']): Record<string, number> {
  return residual ? { residualSize: residual.size, residualSaturated: residual.saturated } : {};
}

function heldOutScore({ firstSeed, base, mean, sampled, residual }: HeldOutRecord): HeldOutScore {
  const { size, saturated } = residual;
  return { firstSeed, base, mean, sampled, residual: { size: compact(size), saturated: compact(saturated) } };
}

function curveColumns(points: readonly EvaluationRecord[]): CurveColumns {
  return {
    chunks: points.map(({ chunks }) => chunks),
    primitiveSteps: points.map(({ primitiveSteps }) => primitiveSteps),
    updates: points.map(({ updates }) => updates),
    success: points.map(({ success }) => success),
    episodes: points.map(({ protocol }) => protocol.episodes),
    seconds: points.map(({ seconds }) => compact(seconds)),
  };
}

function trainingColumns(intervals: readonly TrainingRecord[]): RecordedRun['training'] {
  return {
    chunks: intervals.map(({ chunks }) => chunks),
    successRate: intervals.map(({ successRate }) => (successRate === null ? null : compact(successRate))),
    episodes: intervals.map(({ episodes }) => episodes),
    ...columnsOf(intervals.map(({ metrics, residual }) => ({ ...metrics, ...useColumns(residual) }))),
  };
}

/** @throws Error on records that have no beginning, or are of more than one run */
function wholeRun(records: readonly RunRecord[]) {
  const [start, second] = records.filter((record) => record.kind === 'start');
  const evaluations = records.filter((record) => record.kind === 'evaluation');
  const base = evaluations.find(({ policy }) => policy === 'base');
  if (!start || !base) throw new Error('runOfRecords: the records have no start or no evaluation of the base policy.');
  const points = evaluations.filter(({ policy }) => policy === 'agent');
  if (second || points.some(({ chunks }, i) => i > 0 && chunks <= points[i - 1].chunks))
    throw new Error(
      'runOfRecords: the records are those of more than one run, or of one that was made twice. Train it afresh in a ' +
        'directory of its own.',
    );
  return { start, base, points };
}

/**
 * Turns a run's records into columns.
 *
 * @param records the run's metrics file, in order
 * @returns the run
 * @throws Error when the records have no start or no base evaluation, or are of more than one run
 */
export function runOfRecords(records: readonly RunRecord[]): RecordedRun {
  const { start, base, points } = wholeRun(records);
  const end = records.findLast((record) => record.kind === 'end');
  const scored = records.findLast((record) => record.kind === 'heldOut');
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
    curve: curveColumns(points),
    training: trainingColumns(records.filter((record) => record.kind === 'training')),
    ...(explicit.length > 0 && { explicit: columnsOf(explicit) }),
    ...(probes.length > 0 && { probes: columnsOf(probes) }),
    ...(scored && { heldOut: heldOutScore(scored) }),
  };
}
