import { checkCount } from './checks.js';
import { incompleteBeta } from './specialFunctions.js';

/** Two policies on the same episodes. */
export interface McNemarResult {
  /** Episodes that only the second one solved. */
  readonly mended: number;
  /** Episodes that only the first one solved. */
  readonly broken: number;
  /** Two-sided: how probable a split at least as uneven is where the two are equally good. */
  readonly pValue: number;
}

/** P(X ≤ k) of X successes in n fair tosses: I_{1/2}(n − k, k + 1). */
const fairTail = (k: number, n: number): number => (k >= n ? 1 : incompleteBeta(n - k, k + 1, 0.5));

/**
 * McNemar's exact test: of the episodes on which two policies differ, how many went which way. Where the two are equally good
 * each such episode is a fair toss, so that `p = min(1, 2·P(X ≤ min(b, c)))`, X binomial with n = b + c and ½.
 *
 * It speaks of these two policies on episodes like these, not of other training seeds.
 * See "Note on the sampling error of the difference between correlated proportions" by McNemar (Psychometrika 1947).
 *
 * @param before outcomes of the first policy, for instance the base policy: 1 for a success, 0 for none
 * @param after outcomes of the second one on the same episodes, in the same order
 * @returns mended and broken episodes, and the p-value; 1 where they never differ
 * @throws RangeError on different lengths, none at all, or outcomes other than 0 and 1
 */
export function mcnemar(before: readonly number[], after: readonly number[]): McNemarResult {
  checkCount('mcnemar', 'episodes', before.length, 1);
  if (before.length !== after.length)
    throw new RangeError(
      `mcnemar: ${before.length} outcomes before and ${after.length} after do not pair up. Score both on one set.`,
    );
  const other = [...before, ...after].find((outcome) => outcome !== 0 && outcome !== 1);
  if (other !== undefined) throw new RangeError(`mcnemar: an outcome is 1 or 0, got ${other}.`);
  const mended = after.filter((outcome, i) => outcome > before[i]).length;
  const broken = after.filter((outcome, i) => outcome < before[i]).length;
  const pValue = Math.min(1, 2 * fairTail(Math.min(mended, broken), mended + broken));
  return { mended, broken, pValue };
}
