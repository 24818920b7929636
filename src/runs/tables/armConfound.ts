/** What two arms differ in beside what a comparison of them is about. */

import type { RecordedRun } from './runTable.js';

const settingsOf = ([first]: readonly RecordedRun[]) =>
  (first?.start.settings ?? {}) as Readonly<Record<string, unknown>>;

/**
 * The settings that two arms do not share, apart from those that their comparison is about. As long as there are such,
 * a difference between the arms is not told to be the work of the one rather than of the other.
 *
 * @param ours runs of an arm, alike in their settings
 * @param theirs runs of the arm that it is compared with
 * @param treatment names of the settings that the claim is about, for instance `warmupChunks`
 * @returns for instance `initialTemperature is 0.01 against 1`; undefined where nothing else differs
 */
export function armConfound(
  ours: readonly RecordedRun[],
  theirs: readonly RecordedRun[],
  treatment: readonly string[],
): string | undefined {
  const [a, b] = [settingsOf(ours), settingsOf(theirs)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !treatment.includes(name));
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
  const differing = names.filter((name) => text(a[name]) !== text(b[name]));
  return differing.map((name) => `${name} is ${text(a[name])} against ${text(b[name])}`).join('; ') || undefined;
}
