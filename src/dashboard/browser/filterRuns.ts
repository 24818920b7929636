/** The filter: words, and comparisons such as `lambda=0.2` or `success>0.5`. */

import type { KnobValue, RunEntry } from '../runEntry.js';

/** Whether a run is shown. */
export type RunFilter = (entry: RunEntry) => boolean;

const COLUMNS = [
  'state',
  'task',
  'agent',
  'variant',
  'base',
  'seed',
  'chunks',
  'budget',
  'success',
  'gain',
  'source',
] as const;

/**
 * A column or a knob of a run.
 *
 * @param entry the run
 * @param name of the column, or of a setting
 * @returns its value; undefined where the run has none
 */
export function columnValue(entry: RunEntry, name: string): KnobValue | undefined {
  return (COLUMNS as readonly string[]).includes(name) ? entry[name as (typeof COLUMNS)[number]] : entry.knobs[name];
}

type Compare = (value: KnobValue, asked: string) => boolean;

const ordered = (value: KnobValue, asked: string, is: (a: number, b: number) => boolean) =>
  Number.isFinite(Number(value)) && is(Number(value), Number(asked));

const isSame: Compare = (value, asked) =>
  String(value).toLowerCase() === asked.toLowerCase() || (typeof value === 'number' && value === Number(asked));

const COMPARE: Readonly<Record<string, Compare>> = {
  '!=': (value, asked) => !isSame(value, asked),
  '>=': (value, asked) => ordered(value, asked, (a, b) => a >= b),
  '<=': (value, asked) => ordered(value, asked, (a, b) => a <= b),
  '=': isSame,
  '>': (value, asked) => ordered(value, asked, (a, b) => a > b),
  '<': (value, asked) => ordered(value, asked, (a, b) => a < b),
  '~': (value, asked) => String(value).toLowerCase().includes(asked.toLowerCase()),
};

const TERM = /^([\w.]+)(!=|>=|<=|=|>|<|~)(.*)$/;

function termFilter(term: string, names: ReadonlySet<string>): RunFilter {
  const [, name, operator, asked] = TERM.exec(term) ?? [];
  if (name === undefined) {
    const word = term.toLowerCase();
    return ({ label, source, state }) => `${label} ${source} ${state}`.toLowerCase().includes(word);
  }
  if (!names.has(name) && !(COLUMNS as readonly string[]).includes(name))
    throw new RangeError(`There is no column or setting '${name}'. Try agent, state, lambda …`);
  // Nobody has finished typing it.
  if (asked === '') return () => true;
  const compare = COMPARE[operator];
  return (entry) => {
    const value = columnValue(entry, name);
    return value !== undefined && compare(value, asked);
  };
}

/**
 * All names that a filter and a grouping may use.
 *
 * @param entries the runs
 * @returns columns, then the settings in which the runs differ, by name
 */
export function filterNames(entries: readonly RunEntry[]): {
  readonly columns: readonly string[];
  readonly knobs: string[];
} {
  const found = new Map<string, { readonly values: Set<KnobValue>; count: number }>();
  for (const { knobs } of entries)
    for (const [name, value] of Object.entries(knobs)) {
      const known = found.get(name) ?? { values: new Set(), count: 0 };
      known.values.add(value);
      known.count++;
      found.set(name, known);
    }
  const differs = ([, { values, count }]: readonly [string, { values: Set<KnobValue>; count: number }]) =>
    values.size > 1 || count < entries.length;
  return {
    columns: COLUMNS,
    knobs: [...found]
      .filter(differs)
      .map(([name]) => name)
      .sort(),
  };
}

/**
 * Reads a filter.
 *
 * @param text words that must all stand in a run's name, source or state; comparisons with =, !=, <, <=, >, >= and ~ (contains)
 * @param names of settings that there are
 * @returns the filter
 * @throws RangeError on a name that no run has
 */
export function readFilter(text: string, names: ReadonlySet<string>): RunFilter {
  const terms = text
    .split(/\s+/)
    .filter(Boolean)
    .map((term) => termFilter(term, names));
  return (entry) => terms.every((isFit) => isFit(entry));
}
