/** What two samples differ by, as something that can be asked at any level: families of claims need several. */

import { percentileEnds } from './bootstrapEnds.js';
import type { Interval } from './interval.js';

/** A comparison: an estimate, its interval at any level, and its test against any value. */
export interface Contrast {
  readonly estimate: number;
  /** The interval at a level. It contains a value exactly where the p-value against it exceeds 1 − level. */
  readonly at: (level: number) => Interval;
  /** Two-sided: the chance of an estimate this far from `value` if that were the truth. */
  readonly pValue: (value: number) => number;
}

/**
 * A contrast from bootstrap replicates: percentile intervals, and `p = 2 min(1 + #{T* ≤ v}, 1 + #{T* ≥ v}) / (B + 1)`.
 *
 * @param estimate the statistic of the data
 * @param replicates T*_b; called once, when an interval or a p-value is first asked for. A resample that says nothing is
 * NaN: it lies on both sides of every value
 * @returns the contrast, in the statistic's unit
 */
export function bootstrapContrast(estimate: number, replicates: () => readonly number[]): Contrast {
  let drawn: readonly number[] | undefined;
  const all = () => {
    drawn ??= replicates();
    return drawn;
  };
  const endsWith = (level: number, unknown: number) =>
    percentileEnds(
      all().map((value) => (Number.isNaN(value) ? unknown : value)),
      level,
    );
  return {
    estimate,
    at: (level) => {
      const [low, high] = [endsWith(level, -Infinity).low, endsWith(level, Infinity).high];
      return { estimate, low, high, level, method: `percentile bootstrap (${all().length})` };
    },
    pValue: (value) => {
      const below = all().filter((replicate) => !(replicate > value)).length;
      const above = all().filter((replicate) => !(replicate < value)).length;
      return Math.min(1, (2 * (1 + Math.min(below, above))) / (all().length + 1));
    },
  };
}
