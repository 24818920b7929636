import type { Interval } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { type Figure, mergeLayout } from './figure.js';
import { axisTitle, QUIET, themeLayout } from './theme.js';

/** One estimate with its interval. */
export interface IntervalRow {
  /** What is estimated, for the axis. */
  readonly label: string;
  /** Any result of the statistics; an infinite end (a censored speed-up) is drawn as an arrow. */
  readonly interval: Interval;
  /** Agent whose colour it takes; grey without one. */
  readonly agent?: string;
}

/** How to draw intervals. */
export interface IntervalPlotOptions {
  /** Title of the horizontal axis: the quantity and its unit. */
  readonly quantity: string;
  /** Where a vertical line stands: the claim's margin, for instance 0 for a difference or 1 for a ratio. */
  readonly reference?: number;
  /** True for ratios: a logarithmic axis, on which 2× and ½× are equally far from 1. */
  readonly logarithmic?: boolean;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
}

/**
 * Estimates with their intervals, one under the other, against a reference line.
 *
 * @param rows from top to bottom
 * @param options quantity, reference, logarithmic axis, title
 * @returns a figure as high as its rows need
 * @throws RangeError when there are no rows
 */
export function intervalPlot(rows: readonly IntervalRow[], options: IntervalPlotOptions): Figure {
  if (rows.length === 0) throw new RangeError('intervalPlot: there are no rows; pass one for each estimate.');
  const { quantity, reference, logarithmic = false, title } = options;
  const styles = agentStyles(
    rows.map(({ agent }) => agent ?? 'base'),
    options.styles,
  );
  const limits = drawnRange(rows, reference, logarithmic);
  const level = `${Math.round(rows[0].interval.level * 100)} % intervals`;
  const height = [-0.6, rows.length - 0.4];
  // A trace, since plotly draws shapes that lie below the data under the grid as well.
  const line = { type: 'scatter', mode: 'lines', y: height, line: { color: QUIET, dash: 'dash', width: 1.5 } };
  const across = reference === undefined ? [] : [{ ...line, x: [reference, reference], hoverinfo: 'skip' }];
  return {
    data: [
      ...across,
      ...rows.flatMap((row, i) => rowTraces(row, rows.length - 1 - i, limits, styles.get(row.agent ?? 'base')!)),
    ],
    layout: mergeLayout(themeLayout({ title, subtitle: level, height: 120 + 44 * rows.length }), {
      xaxis: {
        title: axisTitle(quantity),
        type: logarithmic ? 'log' : 'linear',
        range: logarithmic ? limits.map(Math.log10) : limits,
        ...(logarithmic ? { tickformat: '~g', dtick: 'D2' } : {}),
      },
      yaxis: {
        tickvals: rows.map((_, i) => rows.length - 1 - i),
        ticktext: rows.map(({ label }) => label),
        range: height,
        showgrid: false,
        ticklen: 0,
      },
    }),
  };
}

/** The finite ends and the reference with a margin of 8 % (in the axis' own scale) on either side. */
function drawnRange(rows: readonly IntervalRow[], reference: number | undefined, logarithmic: boolean) {
  const scale = logarithmic ? Math.log : (value: number) => value;
  const unscale = logarithmic ? Math.exp : (value: number) => value;
  const drawn = rows
    .flatMap(({ interval }) => [interval.low, interval.estimate, interval.high])
    .concat(reference ?? [])
    .map(scale)
    .filter(Number.isFinite);
  if (drawn.length === 0) return [unscale(0), unscale(1)] as const;
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const pad = 0.08 * (high - low) || 0.5;
  return [unscale(low - pad), unscale(high + pad)] as const;
}

/** The bar, its arrows where it leaves the drawn range, and the point. */
function rowTraces(
  { label, interval, agent }: IntervalRow,
  y: number,
  limits: readonly [number, number],
  style: AgentStyle,
): object[] {
  const inside = (value: number) => Math.min(limits[1], Math.max(limits[0], value));
  const { estimate, low, high } = interval;
  if (Number.isNaN(low) && Number.isNaN(estimate)) return [];
  const common = {
    type: 'scatter',
    name: label,
    hovertemplate: `${label}: ${short(estimate)} [${short(low)}, ${short(high)}]<extra></extra>`,
  };
  const line = { color: style.color, width: 3 };
  const bar = { ...common, mode: 'lines', x: [inside(low), inside(high)], y: [y, y], line };
  const arrows = [
    { x: limits[0], symbol: 'arrow-left', drawn: low < limits[0] },
    { x: limits[1], symbol: 'arrow-right', drawn: high > limits[1] },
  ]
    .filter(({ drawn }) => drawn)
    .map(({ x, symbol }) => ({
      ...common,
      mode: 'markers',
      x: [x],
      y: [y],
      // An arrow symbol's tip is its position, so that it stays inside the plot.
      marker: { symbol, size: 13, color: style.color },
    }));
  const marker = { color: style.color, symbol: agent ? style.symbol : 'circle', size: 11 };
  const isDrawn = Number.isFinite(estimate) && estimate === inside(estimate);
  const point = { ...common, mode: 'markers', x: [estimate], y: [y], marker };
  return [bar, ...arrows, ...(isDrawn ? [point] : [])];
}

/** Three significant digits; infinities by name. */
function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}
