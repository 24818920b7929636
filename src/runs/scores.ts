/** What a run comes to, as one number: the scores that comparisons start from. */

import { auc, type Curve, stepsToThreshold } from '../statistics/index.js';
import { budgetOf } from './runHealth.js';
import type { RecordedRun } from './runTable.js';

/** A run as a number. */
export type RunScore = (run: RecordedRun) => number;

/**
 * A run's success over its chunk transitions. One that diverged keeps its last success until the end of its budget, so
 * that it counts as long as the others.
 *
 * @param run recorded run
 * @returns evaluations in order: times in chunk transitions, warmup included; values in [0, 1]
 */
export function successCurve(run: RecordedRun): Curve {
  const { chunks, success } = run.curve;
  const budget = budgetOf(run);
  if (run.status !== 'diverged' || chunks.at(-1) === budget) return { times: chunks, values: success };
  return { times: [...chunks, budget], values: [...success, success.at(-1) as number] };
}

/**
 * Success at the last evaluation.
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function finalSuccess({ curve }: RecordedRun): number {
  return curve.success.at(-1) as number;
}

/**
 * Success after some chunk transitions, on the straight line between the evaluations before and after.
 *
 * @param chunks chunk transitions, warmup included
 * @returns the score, in [0, 1]; it throws a RangeError on a run that ended earlier
 */
export function successAt(chunks: number): RunScore {
  return (run) => {
    const { times, values } = successCurve(run);
    const after = times.findIndex((time) => time >= chunks);
    if (after < 0 || !(chunks >= times[0]))
      throw new RangeError(
        `successAt: ${run.agent}, seed ${run.seed}, was evaluated from ${times[0]} to ${times.at(-1)} chunks; ` +
          `asked for was ${chunks}.`,
      );
    if (times[after] === chunks) return values[after];
    const share = (chunks - times[after - 1]) / (times[after] - times[after - 1]);
    return values[after - 1] + share * (values[after] - values[after - 1]);
  };
}

/**
 * Success when half of the budget is used up, {@link successAt} of half the schedule's chunks.
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function halfBudgetSuccess(run: RecordedRun): number {
  return successAt(budgetOf(run) / 2)(run);
}

/**
 * Mean height of the learning curve over chunk transitions, (1/T) ∫ success dt.
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function areaUnderCurve(run: RecordedRun): number {
  return auc(successCurve(run));
}

/**
 * Chunk transitions until success is at a threshold, cut at the budget: min(T, budget). The mean of this is the
 * restricted mean time, which needs no guess about runs that never get there; for censored times themselves, take
 * `stepsToThreshold(successCurve(run), threshold)`.
 *
 * @param threshold success rate, in [0, 1]
 * @param consecutive evaluations in a row that must be at or above it; 1 by default
 * @returns the score, in chunk transitions
 */
export function chunksToThreshold(threshold: number, consecutive = 1): RunScore {
  return (run) => stepsToThreshold(successCurve(run), threshold, consecutive).time;
}

/**
 * How far a run falls below its base policy, max(0, base − min success).
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function unlearningDepth({ base, curve }: RecordedRun): number {
  return Math.max(0, base.success - Math.min(...curve.success));
}
