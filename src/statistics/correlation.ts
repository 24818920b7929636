import { checkSample } from './checks.js';
import { mean } from './mean.js';

function checkPairs(caller: string, x: readonly number[], y: readonly number[]): void {
  checkSample(caller, x, 2);
  checkSample(caller, y, 2);
  if (x.length !== y.length)
    throw new RangeError(`${caller}: needs as many x as y, got ${x.length} and ${y.length}. Pair them by index.`);
}

/**
 * Pearson's correlation: `Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²)`.
 *
 * @param x one number per pair
 * @param y one number per pair, in the same order
 * @returns in [−1, 1]; NaN when one of the two is constant, for which no correlation is defined
 * @throws RangeError on fewer than two pairs, unequal lengths, or a number that is not finite
 */
export function pearson(x: readonly number[], y: readonly number[]): number {
  checkPairs('pearson', x, y);
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i] - meanX, y[i] - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx === 0 || yy === 0 ? Number.NaN : xy / Math.sqrt(xx * yy);
}

/** Ranks from 1; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const result = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]] === values[order[first]]) end++;
    for (let i = first; i < end; i++) result[order[i]] = (first + 1 + end) / 2;
    first = end;
  }
  return result;
}

/**
 * Spearman's correlation: Pearson's of the ranks, ties sharing their mean rank.
 *
 * @param x one number per pair
 * @param y one number per pair, in the same order
 * @returns in [−1, 1]; NaN when one of the two is constant
 * @throws RangeError on fewer than two pairs, unequal lengths, or a number that is not finite
 */
export function spearman(x: readonly number[], y: readonly number[]): number {
  checkPairs('spearman', x, y);
  return pearson(ranks(x), ranks(y));
}
