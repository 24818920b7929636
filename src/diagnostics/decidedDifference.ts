/** A difference of quantities of which only bounds are known. */

import type { Bounds } from './qGrounding.js';

/**
 * The least that a differs from b: exact where both are, the bound nearer to 0 where the intervals lie apart, and 0 where
 * they overlap, so that the sign is never a guess.
 *
 * @param a bounds of the one, for instance the return of a branch with the residual
 * @param b bounds of the other
 * @returns a lower bound of |a − b| with its sign, in their unit; 0 where the sign is not known
 * @throws RangeError on bounds that are not in order, or not numbers
 */
export function decidedDifference(a: Bounds, b: Bounds): number {
  for (const { low, high } of [a, b])
    if (!(low <= high)) throw new RangeError(`decidedDifference: needs low ≤ high, got ${low} and ${high}.`);
  if (a.low > b.high) return a.low - b.high;
  if (a.high < b.low) return a.high - b.low;
  return 0;
}
