import { checkLevel, checkSample } from './checks.js';
import { chiSquareQuantile, normalCritical } from './distributions.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { standardDeviation } from './standardDeviation.js';

/**
 * Where most runs lie, for a reader who will train once and asks what to expect: `x̄ ± k s` holds a share p of all runs
 * (of normal scores) with confidence `level`. It does not shrink to a point with more runs, as the interval of a mean
 * does.
 *
 * `k = z_{(1+p)/2} √((N − 1)(1 + 1/N) / χ²_{1−level, N−1})`, Howe's approximation. Not clipped to [0, 1]; where seeds
 * collapse it does not hold, and only the runs themselves tell.
 *
 * See "Two-sided tolerance limits for normal populations" by Howe (JASA 1969).
 *
 * @param scores one score per run of one task, at least two
 * @param share p, the share of runs to hold; default 0.9
 * @param level confidence that it holds that share
 * @returns the mean, with the ends between which a share p of runs lies, in the scores' unit
 * @throws RangeError on fewer than two runs, a non-finite score, or a share or level outside (0, 1)
 */
export function toleranceInterval(scores: readonly number[], share = 0.9, level = 0.95): Interval {
  checkSample('toleranceInterval', scores, 2);
  checkLevel('toleranceInterval', share);
  checkLevel('toleranceInterval', level);
  const runs = scores.length;
  const width = Math.sqrt(((runs - 1) * (1 + 1 / runs)) / chiSquareQuantile(1 - level, runs - 1));
  const half = normalCritical(share) * width * standardDeviation(scores);
  const estimate = mean(scores);
  const method = `normal tolerance, ${Number((share * 100).toFixed(3))} % of runs`;
  return { estimate, low: estimate - half, high: estimate + half, level, method };
}
