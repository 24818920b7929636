import { asTasks, type Scores } from './scores.js';

/**
 * The mean over runs; over several tasks the mean of the tasks' means, `(1/M) Σ_m (1/N_m) Σ_n x_nm`, so that a
 * task with more seeds does not count more.
 *
 * @param scores one score per run, or that per task
 * @returns the mean, in the scores' unit
 * @throws RangeError on an empty or non-finite sample
 */
export function mean(scores: Scores): number {
  const tasks = asTasks('mean', scores);
  const taskMeans = tasks.map((runs) => runs.reduce((sum, score) => sum + score, 0) / runs.length);
  return taskMeans.reduce((sum, taskMean) => sum + taskMean, 0) / tasks.length;
}
