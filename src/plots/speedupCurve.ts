import type { Speedup } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { type Figure, mergeLayout } from './figure.js';
import { plotScale } from './plotScale.js';
import { groupRows } from './rows.js';
import { labelledLayout, sideLabels } from './sideLabels.js';
import { axisTitle, referenceLine, withAlpha } from './theme.js';

/** A speed-up over one rival at one threshold. */
export interface SpeedupRow extends Speedup {
  /** The rival; it decides the colour. */
  readonly agent: string;
}

/** How to draw speed-ups. */
export interface SpeedupCurveOptions {
  /** Name of the agent that is compared with each rival, for the axis. */
  readonly agent: string;
  /** Styles of some or all rivals, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 400. */
  readonly height?: number;
}

/**
 * How many times faster one agent is than its rivals, over the threshold of success at which they are compared: a curve,
 * since one number depends on which threshold was picked. The axis is logarithmic, so that 2× and ½× are equally far
 * from 1. An arrow stands where only one of the two ever got there; nothing where neither did.
 *
 * @param rows results of `speedup` for each rival, with the rival's name: `{ ...row, agent: 'vanilla' }`
 * @param options the agent, title, height
 * @returns a figure
 * @throws RangeError when there are no rows
 */
export function speedupCurve(rows: readonly SpeedupRow[], options: SpeedupCurveOptions): Figure {
  if (rows.length === 0) throw new RangeError('speedupCurve: there are no rows; pass those of `speedup`.');
  const { title, height = 400 } = options;
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const limits = drawnLimits(rows);
  const rivals = groupRows(rows, ({ agent }) => agent).map(([agent, own]) => ({
    style: styles.get(agent)!,
    points: [...own].filter(({ estimate }) => !Number.isNaN(estimate)).sort((a, b) => a.threshold - b.threshold),
  }));
  const labels = rivals.map(({ style, points }) => ({
    text: `than ${style.label}${points.length === 0 ? ': neither got there' : ''}`,
    color: style.color,
    y: Math.log10(clip(points[points.length - 1]?.estimate ?? 1, limits)),
  }));
  const { range: across } = plotScale(rows.map(({ threshold }) => threshold));
  const subtitle = `${Math.round(rows[0].level * 100)} % ${rows[0].method}; arrow: only one of the two got there`;
  const { layout, plotPixels } = labelledLayout({ title, subtitle, height }, labels);
  const range = limits.map(Math.log10) as [number, number];
  const side = sideLabels(labels, range, plotPixels);
  return {
    data: [
      referenceLine(1, across),
      ...rivals.flatMap(({ style, points }, i) => rivalTraces(points, style, limits, 1.15 ** i)),
    ],
    layout: mergeLayout(layout, {
      margin: { r: side.margin },
      xaxis: { title: axisTitle('threshold: success rate to reach'), tickformat: '.0%', range: across },
      yaxis: { title: axisTitle(`times faster is ${labelOf(options)}`), type: 'log', range, ...powersOfTwo(limits) },
      annotations: side.annotations,
    }),
  };
}

function labelOf({ agent, styles }: SpeedupCurveOptions): string {
  return agentStyles([agent], styles).get(agent)!.label;
}

type Limits = readonly [number, number];

const clip = (value: number, [low, high]: Limits) => Math.min(high, Math.max(low, value));

/** The finite ends, 1, and a factor of 1.3 on either side, within 1/64 and 64. */
function drawnLimits(rows: readonly SpeedupRow[]): Limits {
  const finite = rows
    .flatMap(({ low, estimate, high }) => [low, estimate, high])
    .filter((value) => value > 0 && value < Infinity)
    .concat(0.5, 2);
  return [Math.max(1 / 64, Math.min(...finite) / 1.3), Math.min(64, Math.max(...finite) * 1.3)];
}

function powersOfTwo([low, high]: Limits): object {
  const powers = Array.from({ length: 13 }, (_, i) => i - 6).filter((p) => 2 ** p >= low && 2 ** p <= high);
  return { tickvals: powers.map((p) => 2 ** p), ticktext: powers.map((p) => (p < 0 ? `1/${2 ** -p}×` : `${2 ** p}×`)) };
}

/** The interval, as a band without an edge. */
function bandTraces(points: readonly SpeedupRow[], { color }: AgentStyle, limits: Limits): object[] {
  const x = points.map(({ threshold }) => threshold);
  const edge = { type: 'scatter', mode: 'lines', x, line: { width: 0 }, hoverinfo: 'skip' };
  return [
    { ...edge, y: points.map(({ low }) => clip(low, limits)) },
    { ...edge, y: points.map(({ high }) => clip(high, limits)), fill: 'tonexty', fillcolor: withAlpha(color, 0.16) },
  ];
}

/**
 * The band, the line, and an arrow near the edge for each infinite (or zero) ratio; `inset` keeps the arrows of several
 * rivals apart.
 */
function rivalTraces(points: readonly SpeedupRow[], style: AgentStyle, limits: Limits, inset: number): object[] {
  const inner: Limits = [limits[0] * inset, limits[1] / inset];
  const isDrawn = ({ estimate }: SpeedupRow) => estimate > 0 && estimate < Infinity;
  const { color, symbol, dash, label } = style;
  const common = {
    type: 'scatter',
    x: points.map(({ threshold }) => threshold),
    text: points.map(({ estimate, low, high }) => `${short(estimate)} [${short(low)}, ${short(high)}]`),
    cliponaxis: false,
    marker: { color, symbol, size: 9 },
    hovertemplate: `than ${label} at %{x:.0%}: %{text}<extra></extra>`,
  };
  const arrows = points.map(({ estimate }) => (estimate > 0 ? 'arrow-up' : 'arrow-down'));
  return [
    ...bandTraces(points, style, limits),
    {
      ...common,
      mode: 'lines+markers',
      name: label,
      y: points.map((point) => (isDrawn(point) ? clip(point.estimate, limits) : null)),
      line: { color, width: 2.5, dash },
    },
    {
      ...common,
      mode: 'markers',
      name: `${label}, one never`,
      y: points.map((point) => (isDrawn(point) ? null : clip(point.estimate, inner))),
      marker: { color, symbol: arrows, size: 12 },
    },
  ];
}

/** Three significant digits and ×. */
function short(ratio: number): string {
  return Number.isFinite(ratio) ? `${Number(ratio.toPrecision(3))}×` : '∞';
}
