import { alignCurves } from './alignCurves.js';
import { bootstrapReplicates } from './bootstrapReplicates.js';
import { checkLevel } from './checks.js';
import { bootstrapContrast, type Contrast } from './contrast.js';
import type { Curve } from './curve.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { stepsToThreshold } from './stepsToThreshold.js';
import type { BootstrapOptions } from './stratifiedBootstrap.js';

/** How to compare the speed of two agents. */
export interface SpeedupOptions extends BootstrapOptions {
  /** Evaluations in a row that must be at or above the threshold; default 1. */
  readonly consecutive?: number;
}

/** How many times faster A reached one threshold than B. */
export interface Speedup extends Interval {
  /** The level of success at which speed is compared. */
  readonly threshold: number;
  /** Whether the mean curve of A, and of B, reached it. When one did not, the estimate is 0 or Infinity; NaN when neither. */
  readonly reachedA: boolean;
  readonly reachedB: boolean;
}

/**
 * How many times faster A is than B, as a function of the threshold: `S_B(θ) / S_A(θ)`, S the time at which the mean
 * curve over runs first crosses θ ({@link stepsToThreshold}). A curve over thresholds, since one number depends on which
 * was picked.
 *
 * The interval is the percentile bootstrap over whole runs of A and of B, drawn independently. Censoring is kept: a
 * resample in which only B fails to reach θ counts as infinitely faster, only A as 0, and one in which neither does
 * widens both ends, since it says nothing.
 *
 * @param a the runs of A
 * @param b the runs of B, on the same axis and budget
 * @param thresholds values to compare at, for instance [0.5, 0.6, 0.7, 0.8, 0.9]
 * @param options consecutive evaluations, resamples (default 2,000), level, seed
 * @returns one comparison for each threshold; ratios are without unit, above 1 when A is faster
 * @throws RangeError on malformed curves, or options out of range
 */
export function speedup(
  a: readonly Curve[],
  b: readonly Curve[],
  thresholds: readonly number[],
  options: SpeedupOptions = {},
): Speedup[] {
  const { level = 0.95 } = options;
  checkLevel('speedup', level);
  const all = speedups(a, b, thresholds, options);
  return all.map(({ contrast, ...reached }, i) => ({ ...contrast.at(level), ...reached, threshold: thresholds[i] }));
}

/**
 * {@link speedup} at one threshold as a contrast, which a family of claims can ask at the level that it needs.
 *
 * @param a the runs of A
 * @param b the runs of B, on the same axis and budget
 * @param threshold θ
 * @param options consecutive evaluations, resamples (default 2,000), seed
 * @returns the ratio, without unit: above 1 when A is faster, Infinity when only A reaches θ, NaN when neither does
 * @throws RangeError on malformed curves, or options out of range
 */
export function speedContrast(
  a: readonly Curve[],
  b: readonly Curve[],
  threshold: number,
  options: Omit<SpeedupOptions, 'level'> = {},
): Contrast {
  return speedups(a, b, [threshold], options)[0].contrast;
}

/** values[run][i] of each agent, on the agent's own grid. */
type Strata = readonly (readonly (readonly number[])[])[];

function speedups(
  a: readonly Curve[],
  b: readonly Curve[],
  thresholds: readonly number[],
  { consecutive = 1, resamples = 2000, seed = 0 }: SpeedupOptions,
) {
  const grids = [a, b].map((curves) => alignCurves(curves));
  const compare = (strata: Strata) => {
    const [meanA, meanB] = strata.map((runs, agent) => meanCurve(grids[agent].times, runs));
    return thresholds.map((threshold) => ratioAt(meanA, meanB, threshold, consecutive));
  };
  const strata = grids.map(({ values }) => values);
  let drawn: ReturnType<typeof compare>[] | undefined;
  const replicatesAt = (i: number) => {
    drawn ??= bootstrapReplicates(strata, compare, resamples, seed);
    return drawn.map((ratios) => ratios[i].estimate);
  };
  return compare(strata).map(({ estimate, ...reached }, i) => {
    const { at, pValue } = bootstrapContrast(estimate, () => replicatesAt(i));
    // A ratio has no value below 0: a resample that says nothing reaches down to that.
    const bounded = (level: number) => ({ ...at(level), low: Math.max(0, at(level).low) });
    return { ...reached, contrast: { estimate, at: bounded, pValue } };
  });
}

function meanCurve(times: readonly number[], runs: readonly (readonly number[])[]): Curve {
  return { times, values: times.map((_, i) => mean(runs.map((run) => run[i]))) };
}

/** S_B / S_A of two mean curves, with what was censored. */
function ratioAt(a: Curve, b: Curve, threshold: number, consecutive: number) {
  const timeA = stepsToThreshold(a, threshold, consecutive);
  const timeB = stepsToThreshold(b, threshold, consecutive);
  const reached = { reachedA: timeA.reached, reachedB: timeB.reached };
  if (!timeA.reached && !timeB.reached) return { ...reached, estimate: Number.NaN };
  if (!timeA.reached) return { ...reached, estimate: 0 };
  if (!timeB.reached) return { ...reached, estimate: Infinity };
  // Both start above the threshold (it is below the base policy): neither was faster.
  return { ...reached, estimate: timeA.time === timeB.time ? 1 : timeB.time / timeA.time };
}
