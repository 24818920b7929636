import { checkLevel } from './checks.js';
import { normalCritical } from './distributions.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { asTasks, type Scores } from './scores.js';
import { standardErrorOfMean } from './standardError.js';

/**
 * The mean over runs with the normal interval `x̄ ± z·s/√N` that many papers print.
 *
 * Here for comparison with them: at N = 8 it is 17 % narrower than `studentCI` and covers about 92 % at nominal 95 %.
 *
 * @param scores one score per run (at least two), or that per task
 * @param level nominal coverage
 * @returns the mean with its interval, in the scores' unit
 * @throws RangeError on fewer than two runs, a non-finite score, or a level outside (0, 1)
 */
export function normalCI(scores: Scores, level = 0.95): Interval {
  checkLevel('normalCI', level);
  const tasks = asTasks('normalCI', scores, 2);
  const estimate = mean(tasks);
  const half = normalCritical(level) * standardErrorOfMean(tasks).standardError;
  return { estimate, low: estimate - half, high: estimate + half, level, method: 'normal' };
}
