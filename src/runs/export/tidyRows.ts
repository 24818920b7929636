/** A run as rows: one per evaluation, one per interval of training. Null stands for what a table does not hold. */

import { runRows } from '../tables/curveRows.js';
import type { RecordedRun } from '../tables/runTable.js';

/**
 * The evaluations of a run. The base policy's comes first, at the beginning of training, which does not change it.
 *
 * @param run recorded run
 * @returns one row per evaluation: policy (`agent` or `base`), counters, success, episodes, seconds
 */
export function evaluationRows(run: RecordedRun) {
  const base = { policy: 'base', chunks: 0, primitiveSteps: 0, updates: 0, ...run.base, seconds: null };
  return [base, ...runRows(run).map((row) => ({ policy: 'agent', ...row }))];
}

/**
 * The intervals of a run. Each ends at an evaluation, whose counters it takes; a run that stopped in between has none
 * for its last one.
 *
 * @param run recorded run
 * @returns one row per interval: counters and seconds at its end, and the metrics' means over it
 */
export function intervalRows({ curve, training: { chunks: ends = [], ...metrics } }: RecordedRun) {
  return (ends as readonly number[]).map((chunks, row) => {
    const point = curve.chunks.indexOf(chunks);
    return {
      chunks,
      primitiveSteps: curve.primitiveSteps[point] ?? null,
      updates: curve.updates[point] ?? null,
      seconds: curve.seconds[point] ?? null,
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values[row]])),
    };
  });
}
