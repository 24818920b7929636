/** Counts and seeds on the command line. */

import { InvalidArgumentError } from 'commander';

/**
 * Reads a non-negative integer.
 *
 * @param text the argument
 * @returns the integer, in [0, 2³¹)
 * @throws InvalidArgumentError if it is none
 */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count >= 2 ** 31)
    throw new InvalidArgumentError(`'${text}' is no integer from 0 to 2147483647.`);
  return count;
}
