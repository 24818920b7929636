import { checkCount } from './checks.js';
import { type Curve, checkCurve } from './curve.js';

/** When a curve reached a threshold, or that it did not. */
export interface ThresholdTime {
  /** When it crossed; the time of the last evaluation when it did not. */
  readonly time: number;
  /** False: censored. The true time is later than `time`, by how much is unknown. */
  readonly reached: boolean;
}

/**
 * The time at which a curve first crosses a threshold, else censored at its last evaluation. Reached is what is at or
 * above it in W evaluations running; a large W does not count a lucky one.
 *
 * The crossing lies on the straight line to the first of these evaluations, `t₀ + (θ − x₀)(t₁ − t₀) / (x₁ − x₀)`, so
 * that it is not a multiple of the time between evaluations; a curve that starts at or above θ crosses at its start.
 *
 * @param curve one run, or an aggregate
 * @param threshold θ, in the values' unit, for instance 0.8
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
    if (streak === consecutive) return { time: crossing(curve, i - consecutive + 1, threshold), reached: true };
  }
  return { time: times[times.length - 1], reached: false };
}

/** Where the line that ends in evaluation i crosses the threshold, below which it started. */
function crossing({ times, values }: Curve, i: number, threshold: number): number {
  if (i === 0) return times[0];
  const share = (threshold - values[i - 1]) / (values[i] - values[i - 1]);
  return times[i - 1] + share * (times[i] - times[i - 1]);
}
