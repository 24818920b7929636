import { mean } from './mean.js';
import { quantile } from './quantile.js';
import { asTasks, type Scores } from './scores.js';

/**
 * The median: of one task, that of its runs; of several tasks, that of the tasks' means, `median_m(x̄_m)`, which is
 * what rliable calls the median. With few tasks it hangs on one or two of them: prefer {@link iqm}.
 *
 * @param scores one score per run, or that per task (at least two tasks)
 * @returns the median, in the scores' unit; half-way between the middle two of an even number
 * @throws RangeError on an empty or non-finite sample, or a list that holds one task
 */
export function median(scores: Scores): number {
  const tasks = asTasks('median', scores);
  const isNested = tasks === scores;
  if (isNested && tasks.length === 1)
    throw new RangeError(
      'median: got a list with one task; the median of one task mean is that mean. ' +
        'Pass the runs themselves, median(runs), for the median run.',
    );
  return quantile(isNested ? tasks.map((runs) => mean(runs)) : tasks[0], 0.5);
}
