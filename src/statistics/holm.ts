import { checkSample } from './checks.js';

/**
 * Holm's correction of several p-values: the adjusted value of the i-th smallest of m is
 * `max_{j ≤ i} min(1, (m − j + 1) · p_(j))`. Rejecting where it is at most α keeps the chance of even one false
 * rejection at α, whatever the dependence between the tests.
 *
 * See "A simple sequentially rejective multiple test procedure" by Holm (Scandinavian Journal of Statistics 1979).
 *
 * @param pValues one for each task or comparison, in [0, 1]
 * @returns the adjusted p-values, in the order given
 * @throws RangeError on an empty list, or a value outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  checkSample('holm', pValues);
  const outside = pValues.find((p) => p < 0 || p > 1);
  if (outside !== undefined) throw new RangeError(`holm: a p-value must lie in [0, 1], got ${outside}.`);
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i] - pValues[j]);
  const adjusted = new Array<number>(pValues.length);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * pValues[index]));
    adjusted[index] = running;
  });
  return adjusted;
}
