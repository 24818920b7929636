import { checkSample } from './checks.js';
import { mean } from './mean.js';
import { asTasks, type Scores } from './scores.js';

/**
 * The performance profile over runs: for each threshold τ the share of runs above it,
 * `(1/M) Σ_m (1/N_m) Σ_n 1[x_nm > τ]`. One agent is better than another where its profile lies higher; a step at the
 * left shows collapsed seeds, which a mean hides.
 *
 * For its interval, pass the tasks to {@link bootstrapBand}.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" by Agarwal et al. (NeurIPS 2021).
 *
 * @param scores one score per run, or that per task
 * @param thresholds values of τ, in the scores' unit
 * @returns a share in [0, 1] for each threshold
 * @throws RangeError on an empty or non-finite sample or list of thresholds
 */
export function scoreProfile(scores: Scores, thresholds: readonly number[]): number[] {
  const tasks = asTasks('scoreProfile', scores);
  checkSample('scoreProfile', thresholds);
  return thresholds.map((threshold) => mean(tasks.map((runs) => runs.map((score) => (score > threshold ? 1 : 0)))));
}

/**
 * The performance profile over tasks: for each threshold τ the share of tasks whose mean over runs lies above it,
 * `(1/M) Σ_m 1[x̄_m > τ]`.
 *
 * @param tasks scores[task][run]
 * @param thresholds values of τ, in the scores' unit
 * @returns a share in [0, 1] for each threshold
 * @throws RangeError on an empty or non-finite sample or list of thresholds
 */
export function taskProfile(tasks: readonly (readonly number[])[], thresholds: readonly number[]): number[] {
  const taskMeans = asTasks('taskProfile', tasks).map((runs) => mean(runs));
  return scoreProfile(taskMeans, thresholds);
}
