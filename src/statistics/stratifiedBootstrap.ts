import { basicEnds, bcaEnds, type Ends, jackknifeAcceleration, percentileEnds } from './bootstrapEnds.js';
import { bootstrapReplicates } from './bootstrapReplicates.js';
import { checkLevel } from './checks.js';
import type { Interval } from './interval.js';

/** How to resample. */
export interface BootstrapOptions {
  /** Number of resamples B; default 10,000. */
  readonly resamples?: number;
  /** Nominal coverage; default 0.95. */
  readonly level?: number;
  /** Master seed of the stream `bootstrap`; default 0, so that two readers of the same runs get the same interval. */
  readonly seed?: number;
}

/** How to resample, and how to read an interval off the replicates. */
export interface StratifiedBootstrapOptions extends BootstrapOptions {
  /**
   * - `percentile` (default): quantiles of the replicates; never leaves the statistic's range.
   * - `basic`: those quantiles mirrored at the estimate.
   * - `bca`: quantiles corrected for bias and skewness; needs at least two runs in each stratum.
   */
  readonly method?: 'percentile' | 'basic' | 'bca';
}

/**
 * The stratified bootstrap: the interval of any statistic over the choice of seeds.
 *
 * For b = 1 … B, draw from each stratum as many runs as it has, with replacement and independently of the other
 * strata, and compute the statistic T*_b; the interval is `[q_{α/2}, q_{1−α/2}]` of T*, or another made from T*. A stratum is a task, or one
 * agent on one task: a comparison of two agents passes the strata of both. The unit drawn is the whole run (its
 * score, or its entire curve), never an episode and never a point of a curve.
 *
 * At 8 runs and nominal 95 % it covers about 93 % for the IQM over several tasks, but only about 89 % for the mean of
 * one task: use `studentCI` there.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" by Agarwal et al. (NeurIPS 2021).
 *
 * @param strata strata[s][n]: the runs of stratum s
 * @param statistic maps strata of the same sizes to a number
 * @param options resamples, level, seed, method
 * @returns the statistic of the data with its interval, in the statistic's unit
 * @throws RangeError on an empty stratum, on a NaN from the statistic, or on options out of range; for `basic` and `bca`
 *   on an infinite statistic as well
 */
export function stratifiedBootstrap<Run>(
  strata: readonly (readonly Run[])[],
  statistic: (strata: readonly (readonly Run[])[]) => number,
  options: StratifiedBootstrapOptions = {},
): Interval {
  const { resamples = 10_000, level = 0.95, seed = 0, method = 'percentile' } = options;
  checkLevel('stratifiedBootstrap', level);
  const replicates = bootstrapReplicates(strata, statistic, resamples, seed);
  const estimate = statistic(strata);
  const ends: Readonly<Record<typeof method, () => Ends>> = {
    percentile: () => percentileEnds(replicates, level),
    basic: () => basicEnds(estimate, replicates, level),
    bca: () => bcaEnds(estimate, replicates, level, jackknifeAcceleration(strata, statistic)),
  };
  return { estimate, ...ends[method](), level, method: `${method} bootstrap (${resamples})` };
}
