import { checkCount, checkSample } from './checks.js';
import { mean } from './mean.js';
import { allSplits, countSplits, drawnSplits } from './splits.js';

/** How to test. */
export interface PermutationOptions {
  /** `greater`: the alternative is that A is higher; `less`: lower; `two-sided` (default): either, by |difference|. */
  readonly alternative?: 'two-sided' | 'greater' | 'less';
  /** Enumerate all splits when there are at most so many, else draw so many; default 20,000 (8 against 8 has 12,870). */
  readonly permutations?: number;
  /** Master seed of the stream `bootstrap`, for the drawn splits; default 0. */
  readonly seed?: number;
}

/** What a permutation test found. */
export interface PermutationResult {
  /** mean(a) − mean(b), in the scores' unit. */
  readonly difference: number;
  /** The chance of a difference at least this extreme if A and B were the same. */
  readonly pValue: number;
  /** How many splits were looked at. */
  readonly permutations: number;
  /** True when those were all there are. */
  readonly exact: boolean;
}

/**
 * Tests whether two agents' runs come from one distribution, by the difference of means over all ways of splitting the
 * pooled runs in two groups of the same sizes. It assumes nothing about the scores' distribution, and with few runs it
 * is honest about what they can show: 3 against 3 cannot give a two-sided p below 0.1.
 *
 * Exact when there are few splits; otherwise splits are drawn and p = (1 + extreme) / (1 + drawn).
 *
 * @param a scores of A, one per run
 * @param b scores of B, one per run
 * @param options alternative, permutations, seed
 * @returns the difference, its p-value, and how it was computed
 * @throws RangeError on an empty or non-finite sample
 */
export function permutationTest(
  a: readonly number[],
  b: readonly number[],
  options: PermutationOptions = {},
): PermutationResult {
  const { alternative = 'two-sided', permutations = 20_000, seed = 0 } = options;
  checkSample('permutationTest', a);
  checkSample('permutationTest', b);
  checkCount('permutationTest', 'permutations', permutations, 1);
  const pooled = [...a, ...b];
  const difference = mean(a) - mean(b);
  const isExtreme = extremeness(pooled, a.length, difference, alternative);
  const exact = countSplits(pooled.length, a.length) <= permutations;
  const splits = exact ? allSplits(pooled.length, a.length) : drawnSplits(pooled.length, a.length, permutations, seed);
  let total = 0;
  let extreme = 0;
  for (const split of splits) {
    total++;
    if (isExtreme(split)) extreme++;
  }
  const pValue = exact ? extreme / total : (1 + extreme) / (1 + total);
  return { difference, pValue, permutations: total, exact };
}

/** Whether a split (the indices of group A) differs at least as much as the observed one. */
function extremeness(pooled: readonly number[], sizeA: number, observed: number, alternative: string) {
  const sum = pooled.reduce((total, value) => total + value, 0);
  const sizeB = pooled.length - sizeA;
  // Sums of the same numbers in another order differ by rounding; a tie must count as extreme.
  const slack = 1e-12 * (Math.abs(observed) + Math.abs(sum) + 1e-300);
  return (split: readonly number[]): boolean => {
    const sumA = split.reduce((total, i) => total + pooled[i], 0);
    const difference = sumA / sizeA - (sum - sumA) / sizeB;
    if (alternative === 'greater') return difference >= observed - slack;
    if (alternative === 'less') return difference <= observed + slack;
    return Math.abs(difference) >= Math.abs(observed) - slack;
  };
}
