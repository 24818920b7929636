import { type AlignedCurves, alignCurves, type BandOptions, type Curve, pointwiseBand } from '../statistics/index.js';
import type { AgentStyle } from './agentStyle.js';
import { aggregateTrace, bandTraces, type DrawnRun, thinLine } from './curveTraces.js';
import { type CurvePoint, groupRows, marksText, type TimeAxis } from './rows.js';

/** Most times at which an aggregate is computed; a wall-clock axis would otherwise have one for every evaluation. */
const GRID = 100;

/** How to draw one agent. */
export interface AgentCurveOptions extends BandOptions {
  /** Whether to draw each run as a thin line. */
  readonly seeds: boolean;
}

/** The traces of one agent, and where its line ends. */
export interface AgentCurve {
  readonly traces: readonly object[];
  /** Runs in the aggregate: all, or those that have ended where some have not. */
  readonly runs: number;
  /** How many runs bear which mark; empty where none does. */
  readonly marks: string;
  /** Whether runs of the aggregate go on beyond its end. */
  readonly isCut: boolean;
  /** Aggregate success at the end of the common range. */
  readonly final: number;
  /** How the band was made; empty when the agent has one run. */
  readonly method: string;
}

/**
 * One agent's learning curve: a thin line for each run, the aggregate over runs, and its pointwise band.
 *
 * @param points the agent's evaluations, all runs
 * @param axis which time the horizontal axis shows
 * @param style how the agent is drawn
 * @param options statistic, level, resamples, seed, and whether single runs are drawn
 * @returns traces, number of runs, final aggregate, and how the band was made
 */
export function agentCurve(
  points: readonly CurvePoint[],
  axis: TimeAxis,
  style: AgentStyle,
  options: AgentCurveOptions,
): AgentCurve {
  const all = groupRows(points, ({ seed }) => seed).map(([seed, run]): DrawnRun => {
    const sorted = inOrder(run, axis);
    const { mark, chunks } = sorted[sorted.length - 1];
    return {
      seed,
      mark,
      chunks,
      times: sorted.map((point) => point[axis]),
      values: sorted.map(({ success }) => success),
    };
  });
  const runs = sampleOf(all);
  const band = pointwiseBand(onGrid(runs), options);
  // Runs evaluated at different times are carried forward; a step says so, a slope would invent what was between.
  const shape = runs.every(({ times }) => String(times) === String(runs[0].times)) ? 'linear' : 'hv';
  const thin = options.seeds && all.length > 1 ? all.map((run) => thinLine(run, style, shape)) : [];
  return {
    traces: [
      ...bandTraces(band, style, shape, options.seeds ? 0.16 : 0.1),
      ...thin,
      aggregateTrace(band, style, shape, runs.length),
    ],
    runs: runs.length,
    marks: marksText(all),
    isCut: new Set(runs.map(({ chunks }) => chunks)).size > 1,
    final: band.estimate[band.estimate.length - 1],
    method: runs.length > 1 ? band.method.replace(/, \d+ runs$/, '') : '',
  };
}

/** Evaluations in order of time. Before the first update there may be several, all at update 0: the last one stands. */
function inOrder(run: readonly CurvePoint[], axis: TimeAxis): readonly CurvePoint[] {
  const sorted = [...run].sort((a, b) => a[axis] - b[axis] || a.chunks - b.chunks);
  return axis === 'updates' ? sorted.filter((_, i) => sorted[i + 1]?.updates !== 0) : sorted;
}

/**
 * The runs that an aggregate is made of. Unfinished ones are left out where others have ended; one that diverged keeps
 * its last success until the others end, so that it does not cut them short.
 */
function sampleOf(all: readonly DrawnRun[]): readonly DrawnRun[] {
  const ended = all.filter(({ mark }) => mark !== 'unfinished');
  const runs = ended.length > 0 ? ended : all;
  const longest = runs.reduce((a, b) => (b.times[b.times.length - 1] > a.times[a.times.length - 1] ? b : a));
  const end = longest.times[longest.times.length - 1];
  return runs.map((run) => {
    if (run.mark !== 'diverged' || run.times[run.times.length - 1] >= end) return run;
    const values = [...run.values, run.values[run.values.length - 1]];
    return { ...run, chunks: longest.chunks, times: [...run.times, end], values };
  });
}

/**
 * Runs on the union of all times, or on an even grid where that is too fine.
 *
 * @param runs their curves
 * @returns the runs on one grid
 */
export function onGrid(runs: readonly Curve[]): AlignedCurves {
  const aligned = alignCurves(runs);
  if (aligned.times.length <= GRID) return aligned;
  const [start, end] = [aligned.times[0], aligned.times[aligned.times.length - 1]];
  return alignCurves(
    runs,
    Array.from({ length: GRID }, (_, i) => (i === GRID - 1 ? end : start + ((end - start) * i) / (GRID - 1))),
  );
}
