/** A run as a row of the dashboard's table. */

import { finalSuccess, type RecordedRun, recordedLabel, runHealth, variantOf } from '../runs/index.js';

/** How a run stands: `running` now, or how it came out. */
type EntryState = 'running' | 'completed' | 'Q beyond returns' | 'unfinished' | 'diverged' | 'crashed';

/** A setting's value in a table; what is a list or a record is its JSON. */
export type KnobValue = string | number | boolean;

/** A row. */
export interface RunEntry {
  /** Where it was read, unique among all runs. */
  readonly key: string;
  readonly label: string;
  readonly source: string;
  readonly state: EntryState;
  readonly task: string;
  readonly agent: string;
  readonly variant: string;
  readonly base: string;
  readonly seed: number;
  /** Chunk transitions made, and planned. */
  readonly chunks: number;
  readonly budget: number;
  /** Success at the last evaluation; absent before the first one. */
  readonly success?: number;
  /** The same less that of the base policy. */
  readonly gain?: number;
  /** Settings and schedule, by name. */
  readonly knobs: Readonly<Record<string, KnobValue>>;
}

/** Entries of records, by path. */
function flat(value: object, path = ''): [string, KnobValue][] {
  return Object.entries(value).flatMap(([name, inner]): [string, KnobValue][] => {
    const at = path ? `${path}.${name}` : name;
    if (inner === null || inner === undefined) return [];
    if (Array.isArray(inner)) return [[at, JSON.stringify(inner)]];
    return typeof inner === 'object' ? flat(inner, at) : [[at, inner as KnobValue]];
  });
}

const compact = (value: number) => Number(value.toPrecision(4));

/**
 * A recorded run as a row.
 *
 * @param run recorded run, or a live one so far
 * @param key where it was read
 * @param source what people call that place
 * @param isAlive whether a process works on it
 * @returns the row
 */
export function runEntry(run: RecordedRun, key: string, source: string, isAlive = false): RunEntry {
  const { agent, seed, start } = run;
  const { state, chunks, budget } = runHealth(run);
  const success = run.curve.success.length > 0 ? finalSuccess(run) : undefined;
  const named = state === 'value beyond returns' ? 'Q beyond returns' : state;
  const { engine, threads } = start;
  return {
    key,
    label: recordedLabel(run),
    source,
    state: isAlive && state === 'unfinished' ? 'running' : named,
    task: start.task,
    agent,
    variant: variantOf(run),
    base: start.base,
    seed,
    chunks,
    budget,
    ...(success !== undefined && { success: compact(success), gain: compact(success - run.base.success) }),
    knobs: { ...Object.fromEntries([...flat(start.settings), ...flat(start.schedule)]), engine, threads },
  };
}
