import type { BandOptions } from '../statistics/index.js';
import { type AgentCurve, agentCurve } from './agentCurve.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { baseLine, percent } from './baseLine.js';
import { type Figure, mergeLayout } from './figure.js';
import {
  type BaseResult,
  type CurvePoint,
  checkPoints,
  checkSingle,
  groupRows,
  TIME_TITLES,
  type TimeAxis,
} from './rows.js';
import { labelledLayout, sideLabels } from './sideLabels.js';
import { axisTitle, SUCCESS_AXIS } from './theme.js';

/** How to draw learning curves. */
export interface LearningCurvesOptions extends BandOptions {
  /** What the horizontal axis counts; default `chunks`. */
  readonly axis?: TimeAxis;
  /** The base policy's own evaluation, drawn across. */
  readonly base?: BaseResult;
  /** Whether to draw each run as a thin line; by default up to four agents, beyond which they hide one another. */
  readonly seeds?: boolean;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 420. It grows where the labels of many agents need it. */
  readonly height?: number;
}

/**
 * Learning curves: success rate against time, one colour per agent; each run as a thin line, the aggregate over runs
 * as a thick one with its pointwise interval, and the base policy across. Lines are labelled at their right ends. An
 * agent is any name: the arms of an experiment (up to about nine) are drawn in the same way.
 *
 * @param points evaluations of all agents and runs, in any order
 * @param options axis, statistic and level of the band, base policy, title, height
 * @returns a figure; with no points, empty axes (a live plot before its first evaluation)
 * @throws RangeError on a success rate outside [0, 1], a time that is not finite, or two runs under one agent and seed
 */
export function learningCurves(points: readonly CurvePoint[], options: LearningCurvesOptions = {}): Figure {
  const { axis = 'chunks', base, title, height = 420 } = options;
  checkPoints('learningCurves', points);
  checkSingle('learningCurves', points);
  const styles = agentStyles(
    points.map(({ agent }) => agent),
    options.styles,
  );
  const { seeds = styles.size <= 4 } = options;
  const curves = groupRows(points, ({ agent }) => agent).map(([agent, rows]) => {
    const style = styles.get(agent)!;
    return { style, ...agentCurve(rows, axis, style, { ...options, seeds }) };
  });
  const line = base ? baseLine(base) : undefined;
  const ends = curves.map(({ style, final, runs, marks }) => ({
    text: `${style.label} ${percent(final)}${countText(runs, marks)}`,
    color: style.color,
    y: final,
  }));
  const subtitle = subtitleOf(curves, seeds);
  const written = line ? [...ends, line.label] : ends;
  const { layout, plotPixels } = labelledLayout({ title, subtitle, height }, written);
  const labels = sideLabels(written, SUCCESS_AXIS.range as [number, number], plotPixels);
  return {
    data: curves.flatMap(({ traces }) => traces),
    layout: mergeLayout(layout, {
      margin: { r: labels.margin },
      xaxis: { title: axisTitle(TIME_TITLES[axis]), tickformat: '~s', ...timeRange(points, axis) },
      yaxis: { ...SUCCESS_AXIS, title: axisTitle('success rate') },
      shapes: line?.shapes ?? [],
      annotations: labels.annotations,
    }),
  };
}

/** How runs were put together, where they were. */
function subtitleOf(
  curves: readonly Pick<AgentCurve, 'method' | 'isCut'>[],
  areSeedsDrawn: boolean,
): string | undefined {
  const method = curves.find((curve) => curve.method)?.method;
  const cut = curves.some(({ isCut }) => isCut) ? '; means end where the shortest run does' : '';
  return method && `${method}${areSeedsDrawn ? '; thin lines are single seeds' : ''}${cut}`;
}

/** For instance ` (n = 8)` or ` (n = 8: 3 Q beyond returns)`. */
function countText(runs: number, marks: string): string {
  if (!marks) return runs > 1 ? ` (n = ${runs})` : '';
  return ` (n = ${runs}: ${marks})`;
}

/** From 0 to just beyond the last evaluation, so that the last marker is whole and the labels stand near. */
function timeRange(points: readonly CurvePoint[], axis: TimeAxis): object {
  const last = points.reduce((latest, point) => Math.max(latest, point[axis]), 0);
  return last > 0 ? { range: [0, 1.015 * last] } : { rangemode: 'tozero' };
}
