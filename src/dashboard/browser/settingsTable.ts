/** The settings in which selected runs differ. */

import type { RunEntry } from '../runEntry.js';
import { columnValue } from './filterRuns.js';

/** A setting, and which runs have which value. */
export interface DifferingSetting {
  readonly name: string;
  /** Each value as text with the number of runs that have it, in the order of the runs. */
  readonly values: readonly { readonly text: string; readonly runs: number }[];
}

const TOLD = ['task', 'agent', 'variant', 'base'];

/**
 * The settings in which runs differ; their seeds apart.
 *
 * @param entries selected runs
 * @returns one entry for each setting with two or more values; `–` stands for none
 */
export function differingSettings(entries: readonly RunEntry[]): DifferingSetting[] {
  const names = new Set([...TOLD, ...entries.flatMap(({ knobs }) => Object.keys(knobs))]);
  return [...names].flatMap((name) => {
    const counts = new Map<string, number>();
    for (const entry of entries) {
      const text = String(columnValue(entry, name) ?? '–');
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return counts.size > 1 ? [{ name, values: [...counts].map(([text, runs]) => ({ text, runs })) }] : [];
  });
}
