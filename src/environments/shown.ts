/** What the environments of a vector show, side by side. */

import { checkArray, type NdArray, rowsOfSpec } from '../arrays/index.js';
import type { EnvSpec, Shown } from './env.js';

/**
 * Room for what some slots show.
 *
 * @param spec the task
 * @param slots how many
 * @returns zeroed arrays, [slots × …] by name; undefined for a task that shows nothing
 */
export function createShown({ shows }: EnvSpec, slots: number): Shown | undefined {
  if (!shows) return undefined;
  const rows = Object.entries(rowsOfSpec(shows, slots)) as [string, NdArray][];
  return Object.fromEntries(rows.map(([name, { data }]) => [name, data]));
}

/**
 * Checks what an environment shows.
 *
 * @param spec its task
 * @param given what came
 * @returns the same
 * @throws TypeError or RangeError naming what is missing, of another type or length, not finite, or not in the spec
 */
export function checkShown({ id, shows = {} }: EnvSpec, given: Shown | undefined): Shown {
  for (const [name, leaf] of Object.entries(shows))
    checkArray(`${id}: '${name}', which show() returns,`, leaf, given?.[name]);
  const beyond = Object.keys(given ?? {}).find((name) => !Object.hasOwn(shows, name));
  if (beyond !== undefined)
    throw new RangeError(
      `${id}: show() returns '${beyond}', and its spec shows ${Object.keys(shows).join(', ') || 'nothing'}. Name it in spec.shows.`,
    );
  return checkFinite(id, given ?? {});
}

/**
 * Fails on a number that is shown and not finite; integers always are.
 *
 * @param id the task
 * @param shown arrays by name
 * @returns the same
 * @throws RangeError naming the array and the entry
 */
export function checkFinite(id: string, shown: Shown): Shown {
  for (const [name, data] of Object.entries(shown)) {
    const bad = data instanceof Float32Array ? data.findIndex((entry) => !Number.isFinite(entry)) : -1;
    if (bad >= 0)
      throw new RangeError(
        `${id}: entry ${bad} of '${name}', which is shown, is ${data[bad]}; every one must be finite.`,
      );
  }
  return shown;
}

/**
 * Puts what a slot shows into its place.
 *
 * @param shown room for all slots, from {@link createShown}; undefined for a task that shows nothing
 * @param slot which one
 * @param given what it shows at present
 */
export function writeShown(shown: Shown | undefined, slot: number, given: Shown | undefined): void {
  if (!shown) return;
  for (const [name, data] of Object.entries(given ?? {})) shown[name].set(data, slot * data.length);
}
