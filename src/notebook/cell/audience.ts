/** Who looks on while a cell runs. */

/** Set by the headless runner for its kernel. */
export const HEADLESS = 'DAWNLAB_HEADLESS';

/**
 * Whether a reader looks on. A run that nobody has seen must not stand in the way of the first live one.
 *
 * @returns false in a kernel of the headless runner, true elsewhere
 */
export function isWatched(): boolean {
  return process.env[HEADLESS] !== '1';
}
