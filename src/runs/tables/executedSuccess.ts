/** Success of the episodes that were executed while learning: what learning costs the robot, where evaluations cost nothing. */

import type { Curve } from '../../statistics/index.js';
import type { RecordedRun } from './runTable.js';
import type { RunScore } from './scores.js';
import type { RunAxis } from './successCurve.js';

/** An interval of training in which episodes ended. */
interface ExecutedInterval {
  /** Where it ends, on the axis. */
  readonly until: number;
  readonly success: number;
  readonly episodes: number;
}

function executedIntervals({ training, curve, agent, seed }: RecordedRun, axis: RunAxis): ExecutedInterval[] {
  const { chunks, successRate, episodes } = training;
  if (!chunks || !successRate || !episodes)
    throw new RangeError(
      `executed success: ${agent}, seed ${seed}, was recorded before tables held how many episodes ended in an interval.`,
    );
  return chunks.flatMap((at, i) => {
    const [success, count] = [successRate[i], episodes[i]];
    const point = curve.chunks.indexOf(at as number);
    return success === null || !count || point < 0 ? [] : [{ until: curve[axis][point], success, episodes: count }];
  });
}

/**
 * Success of executed episodes along a run: of those that ended since the evaluation before. Short episodes are successes, so
 * that an interval's rate is a little higher than the policy's.
 *
 * @param run recorded run
 * @param axis chunk transitions by default
 * @returns one point an interval in which an episode ended, at its end
 * @throws RangeError on a run of a table that does not hold the episodes' number
 */
export function executedCurve(run: RecordedRun, axis: RunAxis = 'chunks'): Curve {
  // Intervals of a warmup end at the same number of updates: the last of them stands.
  const intervals = executedIntervals(run, axis);
  const kept = intervals.filter(({ until }, i) => intervals[i + 1]?.until !== until);
  return { times: kept.map(({ until }) => until), values: kept.map(({ success }) => success) };
}

/**
 * Share of executed episodes that succeeded in a part of a run.
 *
 * @param from where the part begins, on the axis: intervals that end later count
 * @param to where it ends: intervals that end later do not count
 * @param axis chunk transitions by default
 * @returns the score, in [0, 1]; it throws a RangeError on a run in which no episode ended there
 */
export function executedSuccess(from: number, to: number, axis: RunAxis = 'chunks'): RunScore {
  return (run) => {
    const own = executedIntervals(run, axis).filter(({ until }) => until > from && until <= to);
    const episodes = own.reduce((sum, interval) => sum + interval.episodes, 0);
    if (episodes === 0)
      throw new RangeError(`executedSuccess: no episode of ${run.agent}, seed ${run.seed}, ended in (${from}, ${to}].`);
    return own.reduce((sum, interval) => sum + interval.success * interval.episodes, 0) / episodes;
  };
}
