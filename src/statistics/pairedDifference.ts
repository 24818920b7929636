import { checkSample } from './checks.js';
import type { Interval } from './interval.js';
import { studentCI } from './studentCI.js';

/**
 * The mean of a − b over runs that share a seed, with the Student interval of the differences.
 *
 * Pairing removes what the seeds have in common (initial weights, reset states). It holds only if seed i really set
 * both runs up alike; otherwise compare as independent samples.
 *
 * @param a scores of A; a[i] was run with the i-th seed
 * @param b scores of B with the same seeds in the same order
 * @param level nominal coverage
 * @returns the mean difference with its interval, in the scores' unit; above 0 when A is higher
 * @throws RangeError on different lengths, fewer than two pairs, or a non-finite score
 */
export function pairedDifference(a: readonly number[], b: readonly number[], level = 0.95): Interval {
  checkSample('pairedDifference', a, 2);
  checkSample('pairedDifference', b, 2);
  if (a.length !== b.length)
    throw new RangeError(
      `pairedDifference: ${a.length} scores of A and ${b.length} of B do not pair up. ` +
        'Keep the seeds that both have, and list the others.',
    );
  const interval = studentCI(
    a.map((score, i) => score - b[i]),
    level,
  );
  return { ...interval, method: 'student, paired by seed' };
}
