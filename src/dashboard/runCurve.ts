/** What a run recorded along its way, as curves over all axes. */

import type { RecordedRun } from '../runs/index.js';

/** The axes on which time is counted. */
const AXES = ['chunks', 'primitiveSteps', 'updates', 'seconds'] as const;
/** What time is counted in. */
export type Axis = (typeof AXES)[number];

/** One quantity of one run. */
export interface RunCurve {
  readonly key: string;
  readonly times: Readonly<Record<Axis, readonly number[]>>;
  readonly values: readonly (number | null)[];
}

type Columns = Readonly<Record<string, readonly (number | null)[]>>;

const counters: readonly string[] = [...AXES, 'episodes'];

/**
 * What a run recorded.
 *
 * @param run recorded run
 * @returns names of quantities: success first, then metrics of updates, then what probes measured
 */
export function quantities({ training, probes = {} }: RecordedRun): string[] {
  const names = (columns: Columns) => Object.keys(columns).filter((name) => !counters.includes(name));
  return ['success', ...names(training), ...names(probes)];
}

/**
 * A quantity of a run over its evaluations; metrics of an interval stand at the evaluation that ends it.
 *
 * @param key of its row
 * @param run recorded run
 * @param quantity from {@link quantities}
 * @returns times on every axis, and the values; null where there is none
 */
export function runCurve(key: string, { curve, training, probes = {} }: RecordedRun, quantity: string): RunCurve {
  const times = Object.fromEntries(AXES.map((axis) => [axis, curve[axis]])) as RunCurve['times'];
  if (quantity === 'success') return { key, times, values: curve.success };
  const columns: Columns = quantity in training ? training : probes;
  const at = new Map((columns.chunks ?? []).map((chunks, i) => [chunks, columns[quantity]?.[i] ?? null]));
  return { key, times, values: curve.chunks.map((chunks) => at.get(chunks) ?? null) };
}
