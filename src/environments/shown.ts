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
 * @throws TypeError or RangeError naming what is missing, or of another type or length
 */
export function checkShown({ id, shows = {} }: EnvSpec, given: Shown | undefined): Shown {
  for (const [name, leaf] of Object.entries(shows))
    checkArray(`${id}: '${name}', which show() returns,`, leaf, given?.[name]);
  return given ?? {};
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
