import { type Interval, iqm, mean, median, optimalityGap, stratifiedBootstrap } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { type Figure, mergeLayout } from './figure.js';
import { groupRows } from './rows.js';
import type { FinalRow } from './seedDots.js';
import { axisTitle, PLAIN_AXIS, themeLayout } from './theme.js';

/** How to draw aggregates. */
export interface AggregatePlotOptions {
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
}

const STATISTICS: readonly (readonly [name: string, of: (scores: readonly number[]) => number])[] = [
  ['IQM', iqm],
  ['mean', mean],
  ['median', median],
  ['optimality gap', optimalityGap],
];

/** Height of a row, and space between panels as a share of the width. */
const [ROW_PIXELS, GAP] = [40, 0.04];

/**
 * Four answers to "how well does it do": the interquartile mean, the mean, the median, and how far runs fall short of certain
 * success, each with its interval. Where they disagree, a few runs decide. Source: Agarwal et al. (NeurIPS 2021), Figure 9.
 *
 * @param rows one row per run
 * @param options styles, title
 * @returns a figure with a panel a statistic, a row an agent
 * @throws RangeError when there are no rows, or a success rate is not finite
 */
export function aggregatePlot(rows: readonly FinalRow[], options: AggregatePlotOptions = {}): Figure {
  if (rows.length === 0) throw new RangeError('aggregatePlot: there are no rows; pass one for each finished run.');
  const agents = groupRows(rows, ({ agent }) => agent);
  const names = agents.map(([agent]) => agent);
  const styles = agentStyles(names, options.styles);
  const heights = agents.map((_, i) => agents.length - 1 - i);
  const panels = STATISTICS.map(([name, of], i) => ({ name, of, id: i === 0 ? '' : `${i + 1}` }));
  const labels = agents.map(([agent, runs]) => `${styles.get(agent)!.label} (n = ${runs.length})`);
  const subtitle = '95 % percentile bootstrap intervals over seeds';
  const height = 130 + ROW_PIXELS * agents.length;
  const traceOf = ({ name, of, id }: Panel, [agent, runs]: (typeof agents)[number], y: number) => {
    const interval = stratifiedBootstrap([runs.map(({ success }) => success)], ([scores]) => of(scores));
    const style = styles.get(agent)!;
    return intervalTrace(interval, y, style, `${style.label}, ${name}`, id, runs.length);
  };
  return {
    data: panels.flatMap((panel) => agents.map((own, i) => traceOf(panel, own, heights[i]))),
    layout: mergeLayout(themeLayout({ title: options.title, subtitle, height }), panelAxes(panels, heights, labels)),
  };
}

/** A panel of the figure. */
interface Panel {
  readonly name: string;
  readonly of: (scores: readonly number[]) => number;
  /** What plotly calls its axes by, beyond x and y. */
  readonly id: string;
}

/** The axes of panels side by side, of which the first names the rows. */
function panelAxes(panels: readonly Panel[], heights: readonly number[], labels: readonly string[]) {
  const share = (1 + GAP) / panels.length;
  const axes = panels.flatMap(({ name, id }, i) => {
    const domain = [i * share, (i + 1) * share - GAP];
    const across = { title: axisTitle(name), domain, anchor: `y${id}`, tickformat: '.0%', nticks: 4 };
    const rows = { tickvals: heights, ticktext: labels, showticklabels: i === 0, range: [-0.6, heights.length - 0.4] };
    return [
      [`xaxis${id}`, { ...PLAIN_AXIS, ...across }],
      [`yaxis${id}`, { ...PLAIN_AXIS, ...rows, anchor: `x${id}`, showgrid: false, ticklen: 0 }],
    ];
  });
  return Object.fromEntries(axes);
}

function intervalTrace(
  { estimate, low, high }: Interval,
  y: number,
  style: AgentStyle,
  name: string,
  id: string,
  n: number,
): object {
  return {
    type: 'scatter',
    mode: 'markers',
    x: [estimate],
    y: [y],
    xaxis: `x${id}`,
    yaxis: `y${id}`,
    error_x: {
      type: 'data',
      array: [high - estimate],
      arrayminus: [estimate - low],
      color: style.color,
      thickness: 3,
      width: 0,
    },
    marker: { color: style.color, symbol: style.symbol, size: 10 },
    cliponaxis: false,
    name,
    customdata: [[low, high, n]],
    meta: { columns: ['low', 'high', 'n'] },
    hovertemplate: `${name}: %{x:.1%} [%{customdata[0]:.1%}, %{customdata[1]:.1%}], n = ${n}<extra></extra>`,
  };
}
