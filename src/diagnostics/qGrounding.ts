/** How well Q-values are grounded: their error against Monte-Carlo returns. */

import { pearson, spearman } from '../statistics/index.js';
import { meanOf } from './matrix.js';

/** A Q-value and what is known of its return; `lower` equals `upper` where the episode terminated. */
export interface GroundedValue {
  readonly q: number;
  readonly lower: number;
  readonly upper: number;
}

/** A number between two bounds. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The error of Q-values over visited chunks. */
export interface QGrounding {
  /** Chunks. */
  readonly count: number;
  /** Mean of Q − G: positive when values are too high. */
  readonly bias: Bounds;
  /** Mean of |Q − G|. */
  readonly absoluteError: Bounds;
  /** The same as a share of the range of values, 1/(1 − γ). */
  readonly relativeError: Bounds;
  /** Over the chunks whose return is known exactly; undefined with fewer than two of them. */
  readonly exact?: {
    readonly count: number;
    readonly bias: number;
    readonly absoluteError: number;
    readonly pearson: number;
    readonly spearman: number;
  };
}

function checkValues(caller: string, values: readonly GroundedValue[]): void {
  if (values.length === 0) throw new RangeError(`${caller}: there are no values. Roll out at least one chunk.`);
  for (const [i, { q, lower, upper }] of values.entries())
    if (!Number.isFinite(q) || !(lower <= upper))
      throw new RangeError(`${caller}: value ${i} is Q = ${q} with a return in [${lower}, ${upper}].`);
}

/**
 * The Q-grounding error.
 *
 * Where only bounds of the return are known, so are the errors: Q − G lies in [Q − upper, Q − lower].
 *
 * @param values Q-values with the bounds of their returns, from {@link returnBounds}
 * @param discount γ per chunk
 * @returns bias and errors with bounds, and over the exact subset also correlations
 * @throws RangeError on no values, or values that are not finite
 *
 * The paper's own formula is not known; this is the project's definition.
 */
export function qGrounding(values: readonly GroundedValue[], discount: number): QGrounding {
  checkValues('qGrounding', values);
  const mean = (of: (value: GroundedValue) => number) => meanOf(values.length, (i) => of(values[i]));
  const absoluteError = {
    low: mean(({ q, lower, upper }) => Math.max(0, lower - q, q - upper)),
    high: mean(({ q, lower, upper }) => Math.max(Math.abs(q - lower), Math.abs(q - upper))),
  };
  const exact = values.filter(({ lower, upper }) => lower === upper);
  return {
    count: values.length,
    bias: { low: mean(({ q, upper }) => q - upper), high: mean(({ q, lower }) => q - lower) },
    absoluteError,
    relativeError: { low: absoluteError.low * (1 - discount), high: absoluteError.high * (1 - discount) },
    ...(exact.length < 2 ? {} : { exact: exactErrors(exact) }),
  };
}

function exactErrors(values: readonly GroundedValue[]): QGrounding['exact'] {
  const [q, returns] = [values.map((value) => value.q), values.map(({ lower }) => lower)];
  return {
    count: values.length,
    bias: meanOf(values.length, (i) => q[i] - returns[i]),
    absoluteError: meanOf(values.length, (i) => Math.abs(q[i] - returns[i])),
    pearson: pearson(q, returns),
    spearman: spearman(q, returns),
  };
}

/** Values of similar Q together. */
export interface CalibrationBin extends Bounds {
  readonly count: number;
  /** Mean Q; `low` and `high` are the mean bounds of the returns. */
  readonly q: number;
}

/**
 * Calibration: mean return against mean Q, in bins of equally many values.
 *
 * @param values Q-values with the bounds of their returns
 * @param bins how many; 10 for deciles
 * @returns bins from the lowest Q to the highest; fewer when there are fewer values
 * @throws RangeError on no values, values that are not finite, or no bins
 */
export function qCalibration(values: readonly GroundedValue[], bins = 10): CalibrationBin[] {
  checkValues('qCalibration', values);
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`qCalibration: needs at least one bin, got ${bins}.`);
  const sorted = [...values].sort((a, b) => a.q - b.q);
  const edges = Array.from({ length: bins + 1 }, (_, i) => Math.round((i * sorted.length) / bins));
  return edges.slice(1).flatMap((end, i) => {
    const own = sorted.slice(edges[i], end);
    if (own.length === 0) return [];
    const mean = (of: (value: GroundedValue) => number) => meanOf(own.length, (j) => of(own[j]));
    const [low, high] = [mean(({ lower }) => lower), mean(({ upper }) => upper)];
    return [{ count: own.length, q: mean(({ q }) => q), low, high }];
  });
}
