import { alignCurves } from './alignCurves.js';
import { bootstrapReplicates } from './bootstrapReplicates.js';
import { checkLevel } from './checks.js';
import type { Curve } from './curve.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { quantile } from './quantile.js';
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
 * curve over runs first stays at or above θ. A curve over thresholds, since one number depends on which was picked.
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
  const { consecutive = 1, resamples = 2000, level = 0.95, seed = 0 } = options;
  checkLevel('speedup', level);
  const grids = [a, b].map((curves) => alignCurves(curves));
  const compare = (strata: Strata) => {
    const [meanA, meanB] = strata.map((runs, agent) => meanCurve(grids[agent].times, runs));
    return thresholds.map((threshold) => ratioAt(meanA, meanB, threshold, consecutive));
  };
  const strata = grids.map(({ values }) => values);
  const replicates = bootstrapReplicates(strata, compare, resamples, seed);
  const tail = (1 - level) / 2;
  const end = (i: number, probability: number, ifNeither: number) =>
    quantile(
      replicates.map((ratios) => (Number.isNaN(ratios[i].estimate) ? ifNeither : ratios[i].estimate)),
      probability,
    );
  return compare(strata).map((point, i) => {
    const interval = { low: end(i, tail, 0), high: end(i, 1 - tail, Infinity) };
    return { ...point, ...interval, threshold: thresholds[i], level, method: `percentile bootstrap (${resamples})` };
  });
}

/** values[run][i] of each agent, on the agent's own grid. */
type Strata = readonly (readonly (readonly number[])[])[];

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
