/** From how many runs on a claim that is still open would be decided. */

import { studentCritical } from './distributions.js';
import type { Interval } from './interval.js';

/** Numbers of runs beyond this one are not told apart. */
export const MOST_RUNS = 1_000;

/** The end of the interval that must cross the margin, and the margin's distance from the estimate. */
function facing({ estimate, low, high }: Interval, direction: 'above' | 'below' | 'within', margin: number) {
  const border = direction === 'within' && estimate < 0 ? -margin : margin;
  return { distance: Math.abs(estimate - border), halfWidth: estimate > border ? estimate - low : high - estimate };
}

/**
 * The fewest runs whose interval would leave the margin out, were estimate and spread to stay what they are:
 * `h √(m / n) t(n − 1) / t(m − 1) < |estimate − margin|`, with m runs now and h from the estimate to the end of the interval
 * that faces the margin.
 *
 * An estimate of what it would take, not a plan: with that many runs, half of all repetitions would still be open. A plan
 * asks for power, see {@link powerN}.
 *
 * @param evidence the interval at hand, at its level
 * @param direction where the claim says that the quantity lies
 * @param margin what it is compared with; of the two of `within` the one on the estimate's side is meant
 * @param runs m, at least 2
 * @returns n > m, or Infinity when a thousand would not do, or there is no interval
 */
export function decidingRuns(
  evidence: Interval,
  direction: 'above' | 'below' | 'within',
  margin: number,
  runs: number,
): number {
  const { distance, halfWidth } = facing(evidence, direction, margin);
  const perRoot = (halfWidth * Math.sqrt(runs)) / studentCritical(evidence.level, runs - 1);
  const isDecided = (n: number) => (perRoot * studentCritical(evidence.level, n - 1)) / Math.sqrt(n) < distance;
  if (!isDecided(MOST_RUNS)) return Number.POSITIVE_INFINITY;
  let [open, decided] = [runs, MOST_RUNS];
  while (decided - open > 1) {
    const middle = Math.floor((open + decided) / 2);
    if (isDecided(middle)) decided = middle;
    else open = middle;
  }
  return decided;
}
