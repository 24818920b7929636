/** Ways of splitting n pooled runs in two groups, as the indices of the first group. */

import { randomStream } from '../random/index.js';

/** The number of ways to choose k of n. */
export function countSplits(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (n - k + i)) / i;
  return Math.round(count);
}

/** All k-subsets of 0 … n−1 in lexicographic order. The yielded array is reused. */
export function* allSplits(n: number, k: number): Generator<readonly number[]> {
  const split = Array.from({ length: k }, (_, i) => i);
  for (;;) {
    yield split;
    let i = k - 1;
    while (i >= 0 && split[i] === n - k + i) i--;
    if (i < 0) return;
    split[i]++;
    for (let j = i + 1; j < k; j++) split[j] = split[j - 1] + 1;
  }
}

/** `count` random k-subsets of 0 … n−1, by partial Fisher–Yates shuffles. */
export function* drawnSplits(n: number, k: number, count: number, seed: number): Generator<readonly number[]> {
  const stream = randomStream(seed, 'bootstrap');
  const order = Array.from({ length: n }, (_, i) => i);
  for (let drawn = 0; drawn < count; drawn++) {
    for (let i = 0; i < k; i++) {
      const j = i + stream.integer(n - i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    yield order.slice(0, k);
  }
}
