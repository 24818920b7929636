/** What a run comes to, as one number: the scores that comparisons start from. */

import { unlearning } from '../../diagnostics/index.js';
import { auc, curveBetween, stepsToThreshold } from '../../statistics/index.js';
import { budgetOf } from './runHealth.js';
import type { RecordedRun } from './runTable.js';
import { type RunAxis, successCurve } from './successCurve.js';

/** A run as a number. */
export type RunScore = (run: RecordedRun) => number;

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
  return (run) => part(run, 'chunks', chunks, chunks, 'successAt').values[0];
}

/** The part of a run's curve between two times, or an error that names the run. */
function part(run: RecordedRun, axis: RunAxis, from: number, to: number, caller: string) {
  const curve = successCurve(run, axis);
  const [first, last] = [curve.times[0], curve.times.at(-1) as number];
  if (!(from >= first && to <= last))
    throw new RangeError(
      `${caller}: ${run.agent}, seed ${run.seed}, was evaluated from ${first} to ${last} ${axis}; ` +
        `asked for was ${from === to ? to : `${from} to ${to}`}.`,
    );
  return curveBetween(curve, from, to);
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
 * Mean height of the learning curve over chunk transitions, (1/T) ∫ success dt, warmup included: what is paid for a
 * warmup counts. While it lasts, the agent is its base policy and nothing can differ.
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function areaUnderCurve(run: RecordedRun): number {
  return auc(successCurve(run));
}

/**
 * Mean height of the learning curve from the end of the warmup on, over chunk transitions: the part in which agents that
 * waited equally long can differ.
 *
 * @param run recorded run
 * @returns in [0, 1]
 * @throws RangeError on a run that does not say how long its warmup was
 */
export function areaAfterWarmup(run: RecordedRun): number {
  const { warmupChunks } = run.start.settings as { readonly warmupChunks?: number };
  if (warmupChunks === undefined)
    throw new RangeError(
      `areaAfterWarmup: the settings of ${run.agent}, seed ${run.seed}, have no warmupChunks. Take areaUnderCurve.`,
    );
  return auc(part(run, 'chunks', warmupChunks, budgetOf(run), 'areaAfterWarmup'));
}

/**
 * Mean success over the first gradient updates, (1/n) ∫₀ⁿ success du. Arms with different warmups are compared when they
 * have learned equally long; what the warmup costs in chunks is left out.
 *
 * @param updates n, gradient updates
 * @returns the score, in [0, 1]; it throws a RangeError on a run that made fewer updates
 */
export function areaOverUpdates(updates: number): RunScore {
  return (run) => auc(part(run, 'updates', 0, updates, 'areaOverUpdates'));
}

/**
 * What a run loses of its base policy over its first gradient updates, (1/n) ∫₀ⁿ max(0, base − success) du: depth and
 * duration of the fall together. Unlike the lowest point it has no floor that every arm touches, and is no extreme of
 * noisy evaluations, of which arms have different numbers.
 *
 * @param updates n, gradient updates
 * @returns the score, in [0, 1]; it throws a RangeError on a run that made fewer updates
 */
export function lossOverUpdates(updates: number): RunScore {
  return (run) => unlearning(part(run, 'updates', 0, updates, 'lossOverUpdates'), run.base.success).area;
}

/**
 * When a run's success crosses a threshold, cut at a horizon: min(T, horizon). The mean of this is the restricted mean
 * time, which needs no guess about runs that never get there; for censored times themselves, take
 * `stepsToThreshold(successCurve(run, axis), threshold)`.
 *
 * @param threshold success rate, in [0, 1]
 * @param options the axis, chunk transitions by default; how many evaluations in a row must be at or above the
 * threshold, 1 by default; the horizon on that axis, by default the run's own end. Arms of different length need one
 * horizon
 * @returns the score, in the axis' unit; it throws a RangeError on a run that ended before the horizon
 */
export function timeToThreshold(
  threshold: number,
  options: { readonly axis?: RunAxis; readonly consecutive?: number; readonly horizon?: number } = {},
): RunScore {
  const { axis = 'chunks', consecutive = 1, horizon } = options;
  return (run) => {
    const { times } = successCurve(run, axis);
    const end = horizon ?? (times.at(-1) as number);
    return stepsToThreshold(part(run, axis, times[0], end, 'timeToThreshold'), threshold, consecutive).time;
  };
}

/**
 * How far a run falls below its base policy, max(0, base − min success): a description. It is no score to judge by, for
 * the lowest of many noisy evaluations is low in every arm, and lower the more of them there are; see
 * {@link lossOverUpdates}.
 *
 * @param run recorded run
 * @returns in [0, 1]
 */
export function unlearningDepth(run: RecordedRun): number {
  return unlearning(successCurve(run), run.base.success).depth;
}
