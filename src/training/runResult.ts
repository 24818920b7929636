/** What came out of a run, from its records. */

import type { EndRecord, EvaluationRecord, RunRecord } from './record.js';

/** What came out of a run. */
export interface RunResult {
  readonly status: EndRecord['status'];
  /** Success of the base policy alone, on the evaluation's seeds; NaN before it was measured. */
  readonly baseSuccess: number;
  /** Why a run diverged. */
  readonly message?: string;
  /**
   * Success at the last evaluation, which has `finalEpisodes` episodes when the run completed. NaN before the first, and
   * for a run that diverged: what it had before is in its curve, and no result.
   */
  readonly finalSuccess: number;
  /** Evaluations of the agent in order. */
  readonly curve: readonly EvaluationRecord[];
  /** Wall-clock seconds of training, resumed parts together. */
  readonly seconds: number;
  readonly updatesPerSecond: number;
  /** What computed the updates: `onnx` when they were compiled. */
  readonly engine: string;
}

/**
 * The evaluations of the agent in order: a run's curve.
 *
 * @param records the run's records
 * @returns those of the agent, not of the base policy alone
 */
export function runCurve(records: readonly RunRecord[]): EvaluationRecord[] {
  return records.filter(
    (record): record is EvaluationRecord => record.kind === 'evaluation' && record.policy === 'agent',
  );
}

/**
 * What came out of a run.
 *
 * @param records the run's records, its end included
 * @returns status, successes, curve, time
 * @throws Error when the run has not ended
 */
export function runResult(records: readonly RunRecord[]): RunResult {
  const end = records.findLast((record) => record.kind === 'end');
  if (!end) throw new Error('runResult: the records have no end; the run still goes on, or was killed. Resume it.');
  const start = records.find((record) => record.kind === 'start');
  const base = records.find((record) => record.kind === 'evaluation' && record.policy === 'base');
  const curve = runCurve(records);
  return {
    status: end.status,
    message: end.message,
    baseSuccess: base?.kind === 'evaluation' ? base.success : Number.NaN,
    finalSuccess: end.status === 'diverged' ? Number.NaN : (curve.at(-1)?.success ?? Number.NaN),
    curve,
    seconds: end.seconds,
    updatesPerSecond: end.updates / end.seconds,
    engine: start?.engine ?? 'none',
  };
}
