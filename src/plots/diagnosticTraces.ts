import { type Curve, iqm, mean, median } from '../statistics/index.js';
import { onGrid } from './agentCurve.js';
import type { AgentStyle } from './agentStyle.js';
import { lineMode } from './lineMode.js';
import { type NumberColumn, numberAt } from './numberColumn.js';
import { groupRows } from './rows.js';
import { withAlpha } from './theme.js';

/** A row of measurements of one run at one moment, with any further columns. */
export interface DiagnosticRow {
  /** Agent, or arm of an experiment; it decides the colour. */
  readonly agent: string;
  readonly seed: number;
}

/** Which columns of the rows are drawn. */
export interface DiagnosticColumns<Row> {
  /** The horizontal axis: `chunks`, `updates`, … */
  readonly x: NumberColumn<Row>;
  /** The quantity; left out where only its bounds are known. */
  readonly y?: NumberColumn<Row>;
  /** Lower and upper bound of the quantity, drawn as a band. */
  readonly low?: NumberColumn<Row>;
  readonly high?: NumberColumn<Row>;
}

const AGGREGATES = { median, mean, iqm };

/** How runs are put together. */
export type DiagnosticStatistic = keyof typeof AGGREGATES;

/** How to draw one agent. */
export interface DiagnosticTracesOptions {
  readonly statistic: DiagnosticStatistic;
  /** Whether to draw each run as a thin line. */
  readonly seeds: boolean;
}

/** The traces of one agent, and where its line ends. */
export interface DiagnosticTraces {
  readonly traces: readonly object[];
  readonly runs: number;
  /** Last value of the thick line, or of the band's middle. */
  readonly final: number;
}

/**
 * One agent's diagnostic: a thin line for each run, a thick one for the aggregate, and the band of its bounds.
 *
 * @param rows the agent's rows, all runs, any order
 * @param columns which columns are drawn; rows that lack a value are left out of its line
 * @param style how the agent is drawn
 * @param options `median`, `mean` or `iqm` over runs, and whether single runs are drawn
 * @returns traces, number of runs, and where the line ends
 */
export function diagnosticTraces<Row extends DiagnosticRow>(
  rows: readonly Row[],
  { x, y, low, high }: DiagnosticColumns<Row>,
  style: AgentStyle,
  { statistic, seeds }: DiagnosticTracesOptions,
): DiagnosticTraces {
  const runs = groupRows(rows, ({ seed }) => seed);
  const curvesOf = (column: NumberColumn<Row>) =>
    runs.map(([seed, run]) => ({ seed, ...curveOf(run, x, column) })).filter(({ times }) => times.length > 0);
  const [bottom, top] = [low, high].map((column) => column && aggregate(curvesOf(column), statistic));
  const band = bottom && top ? bandTraces(bottom, top, style, y === undefined) : [];
  const middle =
    bottom && top ? (bottom.values[bottom.values.length - 1] + top.values[top.values.length - 1]) / 2 : Number.NaN;
  const single = y ? curvesOf(y) : [];
  const whole = y && aggregate(single, statistic);
  const thin = seeds && single.length > 1 ? single.map((run) => thinLine(run, style)) : [];
  return {
    traces: [...band, ...thin, ...(whole ? [thickLine(whole, style)] : [])],
    runs: runs.length,
    final: whole ? whole.values[whole.values.length - 1] : middle,
  };
}

/** The points of one run at which both columns hold a number, in order. */
function curveOf<Row>(run: readonly Row[], x: NumberColumn<Row>, column: NumberColumn<Row>): Curve {
  const points = run
    .map((row) => ({ time: numberAt(row, x), value: numberAt(row, column) }))
    .filter(({ time, value }) => Number.isFinite(time) && Number.isFinite(value))
    .sort((a, b) => a.time - b.time);
  return { times: points.map(({ time }) => time), values: points.map(({ value }) => value) };
}

/** The aggregate on the times that all runs share; nothing when they share none. */
function aggregate(curves: readonly Curve[], statistic: DiagnosticStatistic): Curve | undefined {
  const start = Math.max(...curves.map(({ times }) => times[0]));
  const end = Math.min(...curves.map(({ times }) => times[times.length - 1]));
  if (curves.length === 0 || start > end) return undefined;
  const { times, values } = onGrid(curves);
  return { times, values: times.map((_, i) => AGGREGATES[statistic](values.map((run) => run[i]))) };
}

function line({ times, values }: Curve, name: string): object {
  return {
    type: 'scatter',
    mode: 'lines',
    x: times,
    y: values,
    name,
    hovertemplate: `${name}<br>%{x:,}: %{y:.4g}<extra></extra>`,
  };
}

function thinLine(run: Curve & { seed: number }, style: AgentStyle): object {
  const stroke = { color: style.color, width: 1, dash: style.dash };
  const marks = { mode: lineMode(run.times.length), marker: { color: style.color, size: 4 } };
  return { ...line(run, `${style.label}, seed ${run.seed}`), ...marks, line: stroke, opacity: 0.4 };
}

function thickLine(curve: Curve, style: AgentStyle): object {
  return {
    ...line(curve, style.label),
    mode: 'lines+markers',
    line: { color: style.color, width: 2.5, dash: style.dash },
    marker: { color: style.color, symbol: style.symbol, size: 7, maxdisplayed: 12 },
  };
}

/** Lower edge, then upper edge filled down to it; the edges are drawn where no line stands for the quantity itself. */
function bandTraces(low: Curve, high: Curve, style: AgentStyle, drawsEdges: boolean): object[] {
  const stroke = { color: style.color, width: drawsEdges ? 2 : 0, dash: style.dash };
  // A band of one moment has no width: two marks stand for it.
  const mode = drawsEdges || low.times.length === 1 ? lineMode(low.times.length) : 'lines';
  const edge = { mode, marker: { color: style.color, size: 5 }, line: stroke };
  return [
    { ...line(low, `${style.label}, lower bound`), ...edge },
    {
      ...line(high, `${style.label}, upper bound`),
      ...edge,
      fill: 'tonexty',
      fillcolor: withAlpha(style.color, 0.16),
    },
  ];
}
