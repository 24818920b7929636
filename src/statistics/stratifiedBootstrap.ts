import { bootstrapReplicates } from './bootstrapReplicates.js';
import { checkLevel } from './checks.js';
import type { Interval } from './interval.js';
import { quantile } from './quantile.js';

/** How to resample. */
export interface BootstrapOptions {
  /** Number of resamples B; default 10,000. */
  readonly resamples?: number;
  /** Nominal coverage; default 0.95. */
  readonly level?: number;
  /** Master seed of the stream `bootstrap`; default 0, so that two readers of the same runs get the same interval. */
  readonly seed?: number;
}

/**
 * The stratified percentile bootstrap: the interval of any statistic over the choice of seeds.
 *
 * For b = 1 … B, draw from each stratum as many runs as it has, with replacement and independently of the other
 * strata, and compute the statistic T*_b; the interval is `[q_{α/2}, q_{1−α/2}]` of T*. A stratum is a task, or one
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
 * @param options resamples, level, seed
 * @returns the statistic of the data with its interval, in the statistic's unit
 * @throws RangeError on an empty stratum, on a NaN from the statistic, or on options out of range
 */
export function stratifiedBootstrap<Run>(
  strata: readonly (readonly Run[])[],
  statistic: (strata: readonly (readonly Run[])[]) => number,
  options: BootstrapOptions = {},
): Interval {
  const { resamples = 10_000, level = 0.95, seed = 0 } = options;
  checkLevel('stratifiedBootstrap', level);
  const replicates = bootstrapReplicates(strata, statistic, resamples, seed);
  const tail = (1 - level) / 2;
  return {
    estimate: statistic(strata),
    low: quantile(replicates, tail),
    high: quantile(replicates, 1 - tail),
    level,
    method: `percentile bootstrap (${resamples})`,
  };
}
