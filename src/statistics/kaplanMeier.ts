import { checkSample } from './checks.js';
import type { ThresholdTime } from './stepsToThreshold.js';

/** How long runs take to reach a threshold, when some never did within their budget. */
export interface Survival {
  /** The times at which a run reached it, increasing, each once. */
  readonly times: readonly number[];
  /** The share of runs that has not reached it yet, right after each of those times. */
  readonly waiting: readonly number[];
  /** The time by which half of the runs have reached it; Infinity when they had not by the end of the budget. */
  readonly median: number;
  /** The mean of min(time, horizon), in the axis' unit. */
  readonly restrictedMean: number;
  /** The horizon of that mean. */
  readonly horizon: number;
  /** How many runs reached it, of how many. */
  readonly reached: number;
  readonly runs: number;
}

/**
 * The Kaplan–Meier estimate of the time to a threshold: `S(t) = Π_{t_i ≤ t} (1 − d_i / n_i)`, d_i the runs that reach
 * it at t_i and n_i those under observation until then. A run that ended without reaching it counts as waiting as long
 * as it was watched, instead of being dropped (too fast) or counted as its budget (too fast as well).
 *
 * The median is the first t with S(t) ≤ ½. The restricted mean is `∫_0^h S(t) dt`; it needs a horizon h that all
 * unfinished runs were watched for.
 *
 * For an interval: `stratifiedBootstrap([times], ([runs]) => kaplanMeier(runs, horizon).median)`.
 * See "Nonparametric estimation from incomplete observations" by Kaplan and Meier (JASA 1958).
 *
 * @param times one per run, from {@link stepsToThreshold}; from 0 on
 * @param horizon h, in the axis' unit; by default the longest time of all
 * @returns the curve, its median and restricted mean, and how many reached the threshold
 * @throws RangeError on no runs, times that are negative or not finite, or a horizon beyond what was watched
 */
export function kaplanMeier(
  times: readonly ThresholdTime[],
  horizon = Math.max(...times.map(({ time }) => time)),
): Survival {
  checkTimes(times, horizon);
  const events = [...new Set(times.filter(({ reached }) => reached).map(({ time }) => time))].sort((a, b) => a - b);
  let share = 1;
  const waiting = events.map((at) => {
    const watched = times.filter(({ time }) => time >= at).length;
    const finished = times.filter(({ time, reached }) => reached && time === at).length;
    share *= 1 - finished / watched;
    return share;
  });
  // A product of fractions: ½ may come out a rounding above itself.
  const half = waiting.findIndex((value) => value <= 0.5 + 1e-12);
  const restrictedMean = [0, ...events].reduce((area, start, i) => {
    const height = i === 0 ? 1 : waiting[i - 1];
    return area + height * Math.max(0, Math.min(horizon, events[i] ?? horizon) - start);
  }, 0);
  const reached = times.filter((run) => run.reached).length;
  const median = half < 0 ? Infinity : events[half];
  return { times: events, waiting, median, restrictedMean, horizon, reached, runs: times.length };
}

function checkTimes(times: readonly ThresholdTime[], horizon: number): void {
  checkSample(
    'kaplanMeier',
    times.map(({ time }) => time),
  );
  const negative = times.find(({ time }) => time < 0);
  if (negative) throw new RangeError(`kaplanMeier: a time must be at least 0, got ${negative.time}.`);
  if (!(horizon >= 0 && horizon < Infinity))
    throw new RangeError(`kaplanMeier: the horizon must be a finite time from 0 on, got ${horizon}.`);
  const longest = Math.max(...times.map(({ time }) => time));
  if (horizon > longest && times.some(({ time, reached }) => !reached && time === longest))
    throw new RangeError(
      `kaplanMeier: the horizon ${horizon} lies beyond ${longest}, where the last run was given up unfinished. ` +
        'Nothing is known after that: take a horizon within the budget.',
    );
}
