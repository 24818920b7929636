import { type AgentStyle, agentStyles } from './agentStyle.js';
import { diagonal } from './calibrationPlot.js';
import { type Figure, mergeLayout } from './figure.js';
import { legendLayout } from './legend.js';
import { type NumberColumn, numberAt } from './numberColumn.js';
import { plotScale, scaledAxis } from './plotScale.js';
import { groupRows } from './rows.js';
import { axisTitle, INK } from './theme.js';

/** A row with the agent that it belongs to. */
export interface ScatterRow {
  /** Agent, or arm of an experiment; it decides colour and marker. */
  readonly agent: string;
}

/** How to draw pairs. */
export interface ScatterPlotOptions<Row> {
  /** The columns of the two axes. */
  readonly x: NumberColumn<Row>;
  readonly y: NumberColumn<Row>;
  /** Titles of the axes: quantity and unit. */
  readonly xTitle: string;
  readonly yTitle: string;
  /**
   * - `quadrants`: lines at 0, and the share of pairs with the same sign (pairs with a 0 left out), for ΔQ against Δreturn.
   * - `diagonal`: the line y = x and one range for both axes, for Q against return.
   * - `none` (default).
   */
  readonly guide?: 'quadrants' | 'diagonal' | 'none';
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels without the legend; default 440. */
  readonly height?: number;
}

/**
 * Pairs of numbers as points, for instance what a critic predicts against what paired rollouts gave.
 *
 * @param rows one row per pair, with the columns that the options name
 * @param options columns, titles, guide, styles, title, height
 * @returns a figure
 * @throws RangeError when there are no rows, or a value is not finite
 */
export function scatterPlot<Row extends ScatterRow>(rows: readonly Row[], options: ScatterPlotOptions<Row>): Figure {
  const { guide = 'none', title, height = 440 } = options;
  const pairs = rows.map((row) => ({ agent: row.agent, x: numberAt(row, options.x), y: numberAt(row, options.y) }));
  checkPairs(pairs);
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const agents = groupRows(pairs, ({ agent }) => agent);
  const names = agents.map(([agent, own]) => `${styles.get(agent)!.label}${agreement(own, guide)}`);
  const [xs, ys] = [pairs.map(({ x }) => x), pairs.map(({ y }) => y)];
  const { range } = plotScale([...xs, ...ys]);
  const both = { range, constrain: 'domain' };
  const isSquare = guide === 'diagonal';
  const lines = { zeroline: guide === 'quadrants', zerolinecolor: INK, zerolinewidth: 1 };
  const subtitle = agents.length === 1 ? names[0] : `each marker is one pair, ${pairs.length} in all`;
  return {
    data: [
      ...(isSquare ? [diagonal(range)] : []),
      ...agents.map(([agent, own], i) => pairsTrace(own, styles.get(agent)!, names[i])),
    ],
    layout: mergeLayout(legendLayout({ title, subtitle, height }, names), {
      xaxis: {
        title: axisTitle(options.xTitle),
        ...lines,
        ...(isSquare ? { ...both, constraintoward: 'left' } : scaledAxis(plotScale(xs))),
      },
      yaxis: {
        title: axisTitle(options.yTitle),
        ...lines,
        ...(isSquare ? { ...both, scaleanchor: 'x' } : scaledAxis(plotScale(ys))),
      },
    }),
  };
}

interface Pair {
  readonly agent: string;
  readonly x: number;
  readonly y: number;
}

function checkPairs(pairs: readonly Pair[]): void {
  if (pairs.length === 0) throw new RangeError('scatterPlot: there are no rows; pass one for each pair.');
  const bad = pairs.findIndex(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
  if (bad >= 0)
    throw new RangeError(
      `scatterPlot: row ${bad} (${pairs[bad].agent}) is ${pairs[bad].x}, ${pairs[bad].y}. Filter what was not measured.`,
    );
}

/** For instance `: same sign in 74 % of 120`. */
function agreement(pairs: readonly Pair[], guide: string): string {
  if (guide !== 'quadrants') return ` (${pairs.length})`;
  const signed = pairs.filter(({ x, y }) => x * y !== 0);
  if (signed.length === 0) return ': no pair without a 0';
  const same = signed.filter(({ x, y }) => x * y > 0).length;
  return `: same sign in ${Math.round((100 * same) / signed.length)} % of ${signed.length}`;
}

/** Many points are drawn smaller and fainter, so that where they crowd is seen. */
function pairsTrace(pairs: readonly Pair[], style: AgentStyle, name: string): object {
  const many = pairs.length > 150;
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: pairs.map(({ x }) => x),
    y: pairs.map(({ y }) => y),
    marker: { color: style.color, symbol: style.symbol, size: many ? 5 : 8, opacity: many ? 0.45 : 0.75 },
    hovertemplate: `${style.label}: %{x:.3g}, %{y:.3g}<extra></extra>`,
  };
}
