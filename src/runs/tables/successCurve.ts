/** A run's success over one of the three axes on which learning is counted. */

import type { Curve } from '../../statistics/index.js';
import { budgetOf } from './runHealth.js';
import type { RecordedRun } from './runTable.js';

/**
 * What learning is counted in: chunk transitions and primitive steps include the warmup, gradient updates begin after
 * it. Arms with different warmups stand at different updates when their chunks are equal.
 */
export type RunAxis = 'chunks' | 'primitiveSteps' | 'updates';

/** Where the budget would have ended: the counters go on as the schedule and the run so far say. */
function endOfBudget(run: RecordedRun): Readonly<Record<RunAxis, number>> {
  const last = (axis: RunAxis) => run.curve[axis].at(-1) as number;
  const { updatesPerChunk = 1 } = run.start.schedule as { readonly updatesPerChunk?: number };
  const chunks = budgetOf(run);
  const left = chunks - last('chunks');
  return {
    chunks,
    primitiveSteps: last('primitiveSteps') * (chunks / Math.max(1, last('chunks'))),
    updates: last('updates') + left * updatesPerChunk,
  };
}

/**
 * A run's success over chunk transitions, primitive steps or gradient updates. One that diverged keeps its last success
 * until the end of its budget, so that it counts as long as the others. Of several evaluations before the first update
 * the last one stands at update 0.
 *
 * @param run recorded run
 * @param axis what to count; chunk transitions by default
 * @returns evaluations in order: times in the axis' unit; values in [0, 1]
 */
export function successCurve(run: RecordedRun, axis: RunAxis = 'chunks'): Curve {
  const { curve, status } = run;
  const isCut = status === 'diverged' && curve.chunks.at(-1) !== budgetOf(run);
  const times = isCut ? [...curve[axis], endOfBudget(run)[axis]] : curve[axis];
  const values = isCut ? [...curve.success, curve.success.at(-1) as number] : curve.success;
  const kept = times.flatMap((time, i) => (times[i + 1] === time ? [] : [i]));
  return { times: kept.map((i) => times[i]), values: kept.map((i) => values[i]) };
}
