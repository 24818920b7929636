import { checkLevel } from './checks.js';
import { studentCritical } from './distributions.js';
import type { Interval } from './interval.js';
import { mean } from './mean.js';
import { asTasks, type Scores } from './scores.js';
import { incompleteBeta } from './specialFunctions.js';
import { standardErrorOfMean } from './standardError.js';

/** A difference of two agents' means, by Welch's test. */
export interface WelchResult extends Interval {
  /** Two-sided: the chance of a difference this far from 0 if the true means were equal. */
  readonly pValue: number;
  /** Degrees of freedom of Welch and Satterthwaite. */
  readonly df: number;
}

/**
 * The difference of means of two agents with unequal spread, `x̄_A − x̄_B ± t · √(SE_A² + SE_B²)`, with the degrees of
 * freedom of Welch and Satterthwaite. Over several tasks, the difference of the means of task means.
 *
 * It takes runs as independent; where seed i set both agents' runs up alike, see {@link pairedDifference}.
 *
 * @param a scores of A, at least two runs, or that per task
 * @param b scores of B on the same tasks, in the same order
 * @param level nominal coverage
 * @returns the difference in the scores' unit, above 0 when A is higher, with its interval and p-value; where all runs
 *   are equal within their agent, a point, and a p-value of 0 (or 1 when there is no difference)
 * @throws RangeError on fewer than two runs, a non-finite score, different numbers of tasks, or a level outside (0, 1)
 */
export function welch(a: Scores, b: Scores, level = 0.95): WelchResult {
  checkLevel('welch', level);
  const [tasksA, tasksB] = [asTasks('welch', a, 2), asTasks('welch', b, 2)];
  if (tasksA.length !== tasksB.length)
    throw new RangeError(`welch: A has ${tasksA.length} tasks and B has ${tasksB.length}; compare the same tasks.`);
  // Of the 2M groups together it is √Σv / 2M; the difference has √Σv / M.
  const { standardError, df } = standardErrorOfMean([...tasksA, ...tasksB]);
  const error = 2 * standardError;
  const estimate = mean(tasksA) - mean(tasksB);
  const half = error === 0 ? 0 : studentCritical(level, df) * error;
  const pValue =
    error === 0 ? Number(estimate === 0) : incompleteBeta(df / 2, 0.5, df / (df + (estimate / error) ** 2));
  return { estimate, low: estimate - half, high: estimate + half, level, method: 'welch', pValue, df };
}
