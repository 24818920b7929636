import { asTasks, type Scores } from './scores.js';

/**
 * The interquartile mean: the mean of the middle half of all scores, runs and tasks pooled.
 *
 * With K scores sorted and g = ⌊K/4⌋, the mean of x_(g+1) … x_(K−g): 8 runs lose the best two and the worst two,
 * 3 runs lose none. It is robust to a collapsed seed, and therefore must never stand alone where seeds collapse:
 * show the runs too. When tasks have unequal numbers of runs, each score weighs 1/N_m and a quarter of the weight
 * is cut from each end.
 *
 * See "Deep Reinforcement Learning at the Edge of the Statistical Precipice" by Agarwal et al. (NeurIPS 2021); equal
 * numbers of runs give what their library rliable gives.
 *
 * @param scores one score per run, or that per task
 * @returns the interquartile mean, in the scores' unit
 * @throws RangeError on an empty or non-finite sample
 */
export function iqm(scores: Scores): number {
  const tasks = asTasks('iqm', scores);
  if (tasks.some((runs) => runs.length !== tasks[0].length)) return weightedIqm(tasks);
  const sorted = tasks.flat().sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  const middle = sorted.slice(cut, sorted.length - cut);
  return middle.reduce((sum, score) => sum + score, 0) / middle.length;
}

/** The mean of the part of each score's weight 1/(M·N_m) that falls between the quarters of the cumulated weight. */
function weightedIqm(tasks: readonly (readonly number[])[]): number {
  const weighted = tasks
    .flatMap((runs) => runs.map((score) => ({ score, weight: 1 / (tasks.length * runs.length) })))
    .sort((a, b) => a.score - b.score);
  let cumulated = 0;
  let sum = 0;
  for (const { score, weight } of weighted) {
    const from = Math.max(cumulated, 0.25);
    cumulated += weight;
    sum += score * Math.max(0, Math.min(cumulated, 0.75) - from);
  }
  return sum / 0.5;
}
