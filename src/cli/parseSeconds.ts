/** Durations on the command line. */

import { InvalidArgumentError } from 'commander';

/**
 * Reads a number of seconds.
 *
 * @param text the argument
 * @returns seconds, > 0
 * @throws InvalidArgumentError if it is no positive number
 */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError(`'${text}' is no positive number of seconds.`);
  return seconds;
}
