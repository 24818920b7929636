/** Figures of recorded runs, by kind. */

import { type Figure, learningCurves, seedDots, stepsToThresholdPlot, type TimeAxis } from '../plots/index.js';
import { baseOfTable, curveRows, type RunTable } from '../runs/index.js';

/** How to draw a table. */
export interface RecordedFigureOptions {
  /** What the time axis counts. */
  readonly axis: TimeAxis;
  readonly statistic: 'mean' | 'iqm';
}

type Draw = (table: RunTable, title: string, options: RecordedFigureOptions) => Figure;

/** The figures that there are. */
export const RECORDED_FIGURES: Readonly<Record<string, Draw>> = {
  curves: (table, title, { axis, statistic }) =>
    learningCurves(curveRows(table), { axis, statistic, title, base: baseOfTable(table) }),
  seeds: (table, title, { statistic }) => {
    const finals = table.runs.map(({ agent, seed, curve }) => ({ agent, seed, success: curve.success.at(-1) ?? 0 }));
    return seedDots(finals, { statistic, title, base: baseOfTable(table) });
  },
  threshold: (table, title, { axis }) => stepsToThresholdPlot(curveRows(table), { axis, title }),
};

/**
 * One line per agent: how many runs there are, and which of them did not complete.
 *
 * @param table recorded runs
 * @returns for instance `dawn: 8 runs` or `vanilla: 8 runs, seed 3 diverged`
 */
export function runList(table: Pick<RunTable, 'runs'>): string[] {
  const agents = [...new Set(table.runs.map(({ agent }) => agent))];
  return agents.map((agent) => {
    const runs = table.runs.filter((run) => run.agent === agent);
    const others = runs.filter(({ status }) => status !== 'completed');
    const count = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`;
    return [`${agent}: ${count}`, ...others.map(({ seed, status }) => `seed ${seed} ${status}`)].join(', ');
  });
}
