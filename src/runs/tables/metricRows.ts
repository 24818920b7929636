/** What runs recorded beside success, as rows for figures: diagnostics, updates' metrics, explicit warmups. */

import { armRuns } from './armRuns.js';
import type { NamedArm, RunSource } from './arms.js';
import type { RecordedRun } from './runTable.js';

/** A moment of a run: its arm's label, its seed, and what was recorded then, where it was, by name. */
export type MetricRow<Name extends string = string> = { readonly agent: string; readonly seed: number } & {
  readonly [Column in Name]?: number;
};

/** Which of a run's columns: `probes` (what they measure stands in their `values`), `training` or `explicit` (the updates' metrics). */
export type MetricPart = 'probes' | 'training' | 'explicit';

function rowsOf<Name extends string>(run: RecordedRun, agent: string, part: MetricPart, names: readonly Name[]) {
  const columns = run[part] ?? {};
  const length = Object.values(columns)[0]?.length ?? 0;
  return Array.from({ length }, (_, i) => {
    const values = names.flatMap((name) => (typeof columns[name]?.[i] === 'number' ? [[name, columns[name][i]]] : []));
    return { ...Object.fromEntries(values), agent, seed: run.seed } as MetricRow<Name>;
  });
}

/**
 * The recorded metrics of arms, as figures take them: their `agent` is the arm's label.
 *
 * @param source recorded runs
 * @param arms which, in the order of the legend
 * @param part which of a run's columns
 * @param names the columns, the axis among them
 * @returns one row per run and moment
 * @throws Error as {@link armRuns}, or on a name that no run of the arms has, naming those that there are
 * @example
 * const rows = metricRows(table, arms, 'probes', ['chunks', 'baseErrorLow', 'baseErrorHigh']);
 * showFigure(diagnosticCurves(rows, { x: 'chunks', low: 'baseErrorLow', high: 'baseErrorHigh', quantity: '…' }));
 */
export function metricRows<const Name extends string>(
  source: RunSource,
  arms: readonly NamedArm[],
  part: MetricPart,
  names: readonly Name[],
): MetricRow<Name>[] {
  const runs = arms.map((arm) => ({ label: arm.label, own: armRuns(source, arm) }));
  const known = new Set(runs.flatMap(({ own }) => own.flatMap((run) => Object.keys(run[part] ?? {}))));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new Error(
      `metricRows: no run has '${unknown}' among its ${part}; there are ${[...known].join(', ') || 'none'}. ` +
        'Probes are recorded with a schedule that has probeEpisodes.',
    );
  return runs.flatMap(({ label, own }) => own.flatMap((run) => rowsOf(run, label, part, names)));
}
