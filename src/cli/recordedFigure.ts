/** Figures of recorded runs, by kind. */

import {
  aggregatePlot,
  exploreCurves,
  type Figure,
  improvementPlot,
  learningCurves,
  seedDots,
  stepsToThresholdPlot,
  type TimeAxis,
} from '../plots/index.js';
import {
  armNotes,
  armRows,
  armRuns,
  baseOfTable,
  begunRuns,
  finalSuccess,
  namedArms,
  type RecordedRun,
  type RunTable,
  runMark,
  tableArms,
} from '../runs/index.js';

/** How to draw a table. */
interface RecordedFigureOptions {
  /** What the time axis counts. */
  readonly axis: TimeAxis;
  readonly statistic: 'mean' | 'iqm';
}

type Draw = (table: RunTable, title: string, options: RecordedFigureOptions) => Figure;

type Runs = Pick<RunTable, 'runs'>;

const armCurves = (table: Runs) => armRows(table, namedArms(table));

/** The line of the base policy, where there is one for all. */
const commonBase = (table: Runs) =>
  new Set(tableArms(table).map(({ base }) => base)).size > 1 ? undefined : baseOfTable(table);

function finalRows(table: Runs) {
  const rowOf = (agent: string) => (run: RecordedRun) => ({
    agent,
    seed: run.seed,
    success: finalSuccess(run),
    mark: runMark(run),
  });
  return namedArms(table).flatMap((arm) => armRuns(table, arm).map(rowOf(arm.label)));
}

/** The figures that there are; each arm of the table has its own colour. */
export const RECORDED_FIGURES: Readonly<Record<string, Draw>> = {
  curves: (table, title, { axis, statistic }) =>
    learningCurves(armCurves(table), { axis, statistic, title, base: commonBase(table) }),
  explore: (table, title, { statistic }) =>
    exploreCurves(armCurves(table), { knob: 'arm', statistic, title, base: commonBase(table) }),
  seeds: (table, title, { statistic }) => seedDots(finalRows(table), { statistic, title, base: commonBase(table) }),
  aggregates: (table, title) => aggregatePlot(finalRows(table), { title }),
  improvement: (table, title) => improvementPlot(finalRows(table), { title }),
  threshold: (table, title, { axis }) => stepsToThresholdPlot(armCurves(table), { axis, title }),
};

/**
 * One line per arm: how many runs there are, and what must be said of them.
 *
 * @param table recorded runs
 * @returns for instance `dawn: 8 runs` or `vanilla: 8 runs; seed 3 diverged after 4,000 of 12,000 chunks`
 */
export function runList(table: Runs): string[] {
  return namedArms(table).map((arm) => {
    const { length } = begunRuns(table, arm);
    return [`${arm.label}: ${length} ${length === 1 ? 'run' : 'runs'}`, ...armNotes(table, arm)].join('; ');
  });
}
