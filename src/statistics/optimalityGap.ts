import { mean } from './mean.js';
import { asTasks, type Scores } from './scores.js';

/**
 * How far scores fall short of a target on average, `γ − (1/M) Σ_m (1/N_m) Σ_n min(x_nm, γ)`. What a run gains beyond
 * the target does not make up for another that misses it.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" by Agarwal et al. (NeurIPS 2021).
 *
 * @param scores one score per run, or that per task
 * @param target γ, the score wanted of every run; default 1
 * @returns the gap, at least 0, in the scores' unit; lower is better
 * @throws RangeError on an empty or non-finite sample, or a target that is not finite
 */
export function optimalityGap(scores: Scores, target = 1): number {
  if (!Number.isFinite(target)) throw new RangeError(`optimalityGap: the target must be finite, got ${target}.`);
  const tasks = asTasks('optimalityGap', scores);
  return target - mean(tasks.map((runs) => runs.map((score) => Math.min(score, target))));
}
