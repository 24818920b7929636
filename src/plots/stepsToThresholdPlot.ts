import { stepsToThreshold } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { percent } from './baseLine.js';
import { columnLayout, dotPlaces } from './columns.js';
import { type Figure, mergeLayout } from './figure.js';
import {
  type CurvePoint,
  checkPoints,
  checkSingle,
  groupRows,
  marksText,
  type RunMark,
  TIME_TITLES,
  type TimeAxis,
} from './rows.js';
import { axisTitle } from './theme.js';

/** How to draw times to a threshold. */
export interface StepsToThresholdOptions {
  /** Success rate in (0, 1] to reach; default 0.8. */
  readonly threshold?: number;
  /** Evaluations in a row at or above it; default 1. */
  readonly consecutive?: number;
  /** What the vertical axis counts; default `chunks`. */
  readonly axis?: TimeAxis;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 380. */
  readonly height?: number;
}

/**
 * When each run first reached a success rate, one column per agent. Runs that never did are open markers at the end
 * of their budget: censored, not dropped.
 *
 * @param points evaluations of all agents and runs, in any order
 * @param options threshold, consecutive evaluations, axis, title, height
 * @returns a figure
 * @throws RangeError when there are no points, or they are malformed
 */
export function stepsToThresholdPlot(points: readonly CurvePoint[], options: StepsToThresholdOptions = {}): Figure {
  const { threshold = 0.8, consecutive = 1, axis = 'chunks', title, height = 380 } = options;
  if (points.length === 0) throw new RangeError('stepsToThresholdPlot: there are no points to look at.');
  checkPoints('stepsToThresholdPlot', points);
  checkSingle('stepsToThresholdPlot', points);
  const styles = agentStyles(
    points.map(({ agent }) => agent),
    options.styles,
  );
  const columns = groupRows(points, ({ agent }) => agent).map(([agent, rows]) => ({
    style: styles.get(agent)!,
    runs: groupRows(rows, ({ seed }) => seed).map(([seed, run]) => {
      const sorted = [...run].sort((a, b) => a[axis] - b[axis]);
      const curve = { times: sorted.map((point) => point[axis]), values: sorted.map(({ success }) => success) };
      return { seed, mark: run[0].mark, ...stepsToThreshold(curve, threshold, consecutive) };
    }),
  }));
  const streak = consecutive > 1 ? ` in ${consecutive} evaluations running` : '';
  const subtitle = `each marker is one seed; open: not reached within its budget`;
  const heading = title ?? `Time to ${percent(threshold)} success${streak}`;
  const labels = columns.map(({ style, runs }) => `${style.label}<br>${reachedOf(runs)}`);
  return {
    data: columns.map(({ style, runs }, column) => columnTrace(runs, column, style)),
    layout: mergeLayout(columnLayout({ title: heading, subtitle, height }, labels), {
      yaxis: { title: axisTitle(TIME_TITLES[axis]), rangemode: 'tozero', tickformat: '~s' },
    }),
  };
}

/** One run's time. */
interface RunTime {
  readonly seed: number;
  readonly time: number;
  readonly reached: boolean;
  readonly mark?: RunMark;
}

function reachedOf(runs: readonly RunTime[]): string {
  const marks = marksText(runs);
  return `${runs.filter(({ reached }) => reached).length} of ${runs.length} reached it${marks ? `<br>${marks}` : ''}`;
}

function columnTrace(runs: readonly RunTime[], column: number, style: AgentStyle): object {
  return {
    type: 'scatter',
    mode: 'markers',
    x: dotPlaces(runs.length, column, 0.22),
    y: runs.map(({ time }) => time),
    marker: {
      color: style.color,
      size: 10,
      symbol: runs.map(({ reached }) => (reached ? style.symbol : `${style.symbol}-open`)),
      line: { width: 2, color: style.color },
    },
    cliponaxis: false,
    text: runs.map(
      ({ seed, reached, mark }) =>
        `${style.label}, seed ${seed}${mark ? `, ${mark}` : ''}${reached ? '' : ' (not reached)'}`,
    ),
    hovertemplate: '%{text}: %{y:,}<extra></extra>',
  };
}
