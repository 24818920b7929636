/** Several seeds on the command line. */

import { InvalidArgumentError } from 'commander';
import { parseCount } from './parseCount.js';

/**
 * Reads seeds, some of them as stretches.
 *
 * @param text for instance `1-8` or `1,3,5-7`
 * @returns the seeds, in the order in which they stand there
 * @throws InvalidArgumentError naming what is no seed, or occurs twice
 */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const [first, last = first, ...more] = part.split('-').map(parseCount);
    if (more.length > 0 || last < first)
      throw new InvalidArgumentError(`'${part}' is no stretch of seeds; 1-8 is one.`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) < i);
  if (twice !== undefined) throw new InvalidArgumentError(`Seed ${twice} stands there twice.`);
  return seeds;
}
