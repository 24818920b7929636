import { standardDeviation } from './standardDeviation.js';

/**
 * The standard error of the mean of task means, `√(Σ_m s_m²/N_m) / M`, and its Welch–Satterthwaite degrees of freedom,
 * `(Σ_m v_m)² / Σ_m v_m²/(N_m − 1)` with v_m = s_m²/N_m; N − 1 for one task.
 *
 * @param tasks scores[task][run], at least two runs per task
 * @returns the standard error in the scores' unit, and the degrees of freedom (NaN when every task is constant)
 */
export function standardErrorOfMean(tasks: readonly (readonly number[])[]): { standardError: number; df: number } {
  const variances = tasks.map((runs) => standardDeviation(runs) ** 2 / runs.length);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const spread = variances.reduce((sum, variance, m) => sum + variance ** 2 / (tasks[m].length - 1), 0);
  return { standardError: Math.sqrt(total) / tasks.length, df: total ** 2 / spread };
}
