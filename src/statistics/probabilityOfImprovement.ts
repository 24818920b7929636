import { asTasks, type Scores } from './scores.js';

/**
 * The probability that a run of X beats a run of Y, averaged over tasks:
 * `(1/M) Σ_m (1/(N_m K_m)) Σ_i Σ_j S(x_im, y_jm)` with S = 1 if x > y, ½ if equal, 0 if less; the Mann–Whitney U
 * statistic divided by N·K. It says how often, not by how much.
 *
 * For an interval, pass the strata of both to {@link stratifiedBootstrap}:
 * `stratifiedBootstrap([x, y], ([x, y]) => probabilityOfImprovement(x, y))`.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" by Agarwal et al. (NeurIPS 2021).
 *
 * @param x scores of X, one per run, or that per task
 * @param y scores of Y on the same tasks, in the same order
 * @returns a probability in [0, 1]; ½ when neither is better
 * @throws RangeError on an empty or non-finite sample, or different numbers of tasks
 */
export function probabilityOfImprovement(x: Scores, y: Scores): number {
  const tasksX = asTasks('probabilityOfImprovement', x);
  const tasksY = asTasks('probabilityOfImprovement', y);
  if (tasksX.length !== tasksY.length)
    throw new RangeError(
      `probabilityOfImprovement: x has ${tasksX.length} tasks and y has ${tasksY.length}; compare the same tasks.`,
    );
  const perTask = tasksX.map((runsX, m) => winShare(runsX, tasksY[m]));
  return perTask.reduce((sum, share) => sum + share, 0) / perTask.length;
}

/** The share of pairs (i, j) that x wins, a tie being half a win. */
function winShare(runsX: readonly number[], runsY: readonly number[]): number {
  let wins = 0;
  for (const x of runsX) for (const y of runsY) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return wins / (runsX.length * runsY.length);
}
