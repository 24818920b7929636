/** Three ways from bootstrap replicates to the ends of an interval. */

import { normalCdf, normalQuantile } from './distributions.js';
import { quantile } from './quantile.js';

/** The ends of an interval. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile interval, `[q_{α/2}, q_{1−α/2}]` of the replicates.
 *
 * @param replicates T*_b; ±Infinity is allowed (a censored time)
 * @param level nominal coverage
 * @returns the ends
 * @throws RangeError on a NaN among the replicates
 */
export function percentileEnds(replicates: readonly number[], level: number): Ends {
  const tail = (1 - level) / 2;
  return { low: quantile(replicates, tail), high: quantile(replicates, 1 - tail) };
}

/** Throws unless estimate and replicates are finite: the two methods below do arithmetic with them. */
function checkFinite(method: string, estimate: number, replicates: readonly number[]): void {
  if (!Number.isFinite(estimate) || !replicates.every(Number.isFinite))
    throw new RangeError(
      `stratifiedBootstrap: the ${method} interval needs a finite statistic in every resample, and one was not. ` +
        "Use method 'percentile', which takes infinities (censored times, ratios) as they are.",
    );
}

/**
 * The basic interval, `[2T̂ − q_{1−α/2}, 2T̂ − q_{α/2}]`: the percentile interval mirrored at the estimate.
 *
 * @param estimate T̂
 * @param replicates T*_b, finite
 * @param level nominal coverage
 * @returns the ends
 * @throws RangeError on a number that is not finite
 */
export function basicEnds(estimate: number, replicates: readonly number[], level: number): Ends {
  checkFinite('basic', estimate, replicates);
  const { low, high } = percentileEnds(replicates, level);
  return { low: 2 * estimate - high, high: 2 * estimate - low };
}

/**
 * The bias-corrected and accelerated interval: the quantiles of the replicates at
 * `Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z)))`, z = ∓z_{1−α/2}. The bias correction z₀ is Φ⁻¹ of the share of replicates below
 * the estimate (one that equals it counts half, since success rates tie often).
 *
 * See "Better bootstrap confidence intervals" by Efron (JASA 1987).
 *
 * @param estimate T̂
 * @param replicates T*_b, finite
 * @param level nominal coverage
 * @param acceleration a, from {@link jackknifeAcceleration}
 * @returns the ends
 * @throws RangeError on a number that is not finite, or an estimate that lies outside all replicates
 */
export function bcaEnds(estimate: number, replicates: readonly number[], level: number, acceleration: number): Ends {
  checkFinite('bca', estimate, replicates);
  const below = replicates.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0);
  const share = below / replicates.length;
  if (share === 0 || share === 1)
    throw new RangeError(
      `stratifiedBootstrap: the bca interval has no bias correction, since all resamples lie ` +
        `${share === 0 ? 'above' : 'below'} the estimate (an extreme of the runs?). Use method 'percentile'.`,
    );
  const bias = normalQuantile(share);
  const at = (probability: number) => {
    const z = bias + normalQuantile(probability);
    return quantile(replicates, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) };
}

/**
 * The acceleration of {@link bcaEnds}, how the statistic's spread changes with its value, by leaving out one run at a
 * time: `a = Σ_s Σ_i U_si³/N_s³ / (6 (Σ_s Σ_i U_si²/N_s²)^{3/2})`, `U_si = (N_s − 1)(T̄_(s·) − T_(si))`. With one stratum
 * it is the usual `Σ d³ / (6 (Σ d²)^{3/2})`.
 *
 * @param strata strata[s][n]: the runs of stratum s, at least two in each
 * @param statistic maps strata to a number
 * @returns a; 0 when no run makes a difference
 * @throws RangeError on a stratum with one run
 */
export function jackknifeAcceleration<Run>(
  strata: readonly (readonly Run[])[],
  statistic: (strata: readonly (readonly Run[])[]) => number,
): number {
  const single = strata.findIndex((runs) => runs.length < 2);
  if (single >= 0)
    throw new RangeError(
      `stratifiedBootstrap: the bca interval leaves out each run once, but stratum ${single} has ` +
        `${strata[single].length}; it needs at least 2.`,
    );
  const influences = strata.flatMap((runs, s) => {
    const without = runs.map((_, left) => statistic(strata.with(s, runs.toSpliced(left, 1))));
    const centre = without.reduce((sum, value) => sum + value, 0) / runs.length;
    return without.map((value) => ((runs.length - 1) * (centre - value)) / runs.length);
  });
  const squares = influences.reduce((sum, u) => sum + u ** 2, 0);
  return squares === 0 ? 0 : influences.reduce((sum, u) => sum + u ** 3, 0) / (6 * squares ** 1.5);
}
