import type { PanelSpec } from '../algorithms/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { baseLine } from './baseLine.js';
import { type Figure, mergeLayout } from './figure.js';
import { type MetricPanel, metricPanels } from './metricPanels.js';
import { readableColor } from './readableColor.js';
import {
  type BaseResult,
  type CurvePoint,
  checkPoints,
  groupRows,
  type MetricPoint,
  TIME_TITLES,
  type TimeAxis,
} from './rows.js';
import { axisTitle, PLAIN_AXIS, SUCCESS_AXIS, themeLayout } from './theme.js';

/** How to draw a run that is under way. */
export interface LiveTrainingOptions {
  /** What the horizontal axis counts; default `chunks`. */
  readonly axis?: TimeAxis;
  /** End of the axis, in its unit: the run's budget. Fixed, so that the plot does not shift while it fills. */
  readonly budget?: number;
  readonly base?: BaseResult;
  /** What is drawn of the metrics: the learning rule's own panels; by default each metric in a panel of its own. */
  readonly panels?: readonly PanelSpec[];
  /** Styles of some or all agents. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 380, and 150 more for each row of panels beyond two. */
  readonly height?: number;
}

/**
 * A run under way: its success curve (beside those of runs already finished), and panels of what its updates report.
 * Drawn anew at each report; panels without data are empty, not absent, so nothing jumps.
 *
 * @param points evaluations so far; the current run's, and any others for comparison
 * @param metrics the current run's metrics so far, in order
 * @param options axis, budget, base policy, panels, title, height
 * @returns a figure
 * @throws RangeError on a success rate outside [0, 1] or a time that is not finite
 */
export function liveTraining(
  points: readonly CurvePoint[],
  metrics: readonly MetricPoint[],
  options: LiveTrainingOptions = {},
): Figure {
  const { axis = 'chunks', budget, base, styles: chosen, title } = options;
  checkPoints('liveTraining', points);
  const panels = metricPanels(metrics, axis, options.panels);
  const { height = 380 + 150 * Math.max(0, Math.ceil(panels.length / 2) - 2) } = options;
  const time = {
    ...PLAIN_AXIS,
    tickformat: '~s',
    ...(budget ? { range: [0, 1.015 * budget] } : { rangemode: 'tozero' }),
  };
  const titled = { ...time, title: axisTitle(TIME_TITLES[axis]) };
  const line = base ? baseLine(base).shapes.map((shape) => ({ ...shape, xref: 'x domain' })) : [];
  const names = [...points.map(({ agent }) => agent), ...(base ? ['base'] : [])];
  const styles = agentStyles(names, chosen);
  const heading = successHeading(styles, points);
  return {
    data: [...successTraces(points, axis, styles), ...panels.flatMap(({ traces }) => traces)],
    layout: mergeLayout(themeLayout({ title, height, headroom: 16 * heading.lines }), {
      margin: { r: 16 },
      xaxis: { ...titled, domain: [0, 0.4] },
      yaxis: SUCCESS_AXIS,
      ...Object.fromEntries(panels.flatMap((panel) => panelAxes(panel, time, titled))),
      shapes: line,
      annotations: [heading.annotation, ...panels.map(panelHeading)],
    }),
  };
}

/** One line for each run, with no aggregate: a run under way is not yet a sample. */
function successTraces(
  points: readonly CurvePoint[],
  axis: TimeAxis,
  styles: ReadonlyMap<string, AgentStyle>,
): object[] {
  return groupRows(points, ({ agent, seed }) => `${agent} ${seed}`).map(([, run]) => {
    const style = styles.get(run[0].agent)!;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      x: run.map((point) => point[axis]),
      y: run.map(({ success }) => success),
      line: { color: style.color, dash: style.dash, width: 2.2 },
      marker: { color: style.color, symbol: style.symbol, size: 7 },
      hovertemplate: `${style.label}, seed ${run[0].seed}${run[0].mark ? `, ${run[0].mark}` : ''}<br>%{x:,}: %{y:.1%}<extra></extra>`,
    };
  });
}

const HEADING = { xanchor: 'left', yanchor: 'bottom', yshift: 4, showarrow: false, font: { size: 12 } };

/** The panel's title names the agents in their colours, two on a line: a legend that cannot cover data. */
function successHeading(
  styles: ReadonlyMap<string, AgentStyle>,
  points: readonly CurvePoint[],
): { annotation: object; lines: number } {
  const names = [...styles].map(([agent, { label, color }]) => {
    const mark = points.find((point) => point.agent === agent && point.mark)?.mark;
    return `<span style="color:${readableColor(color, '#ffffff')}"><b>${label}</b>${mark ? ` (${mark})` : ''}</span>`;
  });
  const words = ['success rate', ...names].map((word, i) => (i === 0 && names.length > 0 ? `${word}:` : word));
  const lines = [words.slice(0, 3)];
  for (let at = 3; at < words.length; at += 3) lines.push(words.slice(at, at + 3));
  const text = lines
    .map(([first, ...rest], i) => (i === 0 ? [first, rest.join(', ')].join(' ') : [first, ...rest].join(', ')))
    .join(',<br>');
  return {
    annotation: { ...HEADING, text, align: 'left', xref: 'x domain', x: 0, yref: 'y domain', y: 1 },
    lines: lines.length,
  };
}

function panelHeading({ heading, id }: MetricPanel): object {
  return { ...HEADING, text: heading, xref: `x${id} domain`, x: 0, yref: `y${id} domain`, y: 1 };
}

/** The two axes of a panel; only the lowest of a column has a title and tick labels for time. */
function panelAxes(panel: MetricPanel, time: object, titled: object): [string, object][] {
  const x = panel.isBottom ? titled : { ...time, showticklabels: false };
  return [
    [`xaxis${panel.id}`, { ...x, domain: panel.x, anchor: `y${panel.id}`, matches: 'x' }],
    [`yaxis${panel.id}`, { ...PLAIN_AXIS, domain: panel.y, anchor: `x${panel.id}`, ...panel.axis }],
  ];
}
