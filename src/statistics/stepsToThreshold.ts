import { checkCount } from './checks.js';
import { type Curve, checkCurve } from './curve.js';

/** When a curve reached a threshold, or that it did not. */
export interface ThresholdTime {
  /** The time of the first of the consecutive evaluations; of the last evaluation when it was not reached. */
  readonly time: number;
  /** False: censored. The true time is later than `time`, by how much is unknown. */
  readonly reached: boolean;
}

/**
 * The first time from which a curve is at or above a threshold for W consecutive evaluations, else censored at its
 * last. A large W does not count a lucky evaluation.
 *
 * @param curve one run, or an aggregate
 * @param threshold in the values' unit, for instance 0.8
 * @param consecutive W, how many evaluations in a row; default 1
 * @returns the time, in the axis' unit, and whether it was reached
 * @throws RangeError on a malformed curve, a non-finite threshold, or W below 1
 */
export function stepsToThreshold(curve: Curve, threshold: number, consecutive = 1): ThresholdTime {
  checkCurve('stepsToThreshold', curve);
  checkCount('stepsToThreshold', 'consecutive', consecutive, 1);
  if (!Number.isFinite(threshold))
    throw new RangeError(`stepsToThreshold: threshold must be finite, got ${threshold}.`);
  const { times, values } = curve;
  let streak = 0;
  for (let i = 0; i < values.length; i++) {
    streak = values[i] >= threshold ? streak + 1 : 0;
    if (streak === consecutive) return { time: times[i - consecutive + 1], reached: true };
  }
  return { time: times[times.length - 1], reached: false };
}
