import { iqm, mean, stratifiedBootstrap, studentCI } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { baseLine, percent } from './baseLine.js';
import { columnLayout, dotPlaces } from './columns.js';
import { type Figure, mergeLayout } from './figure.js';
import { type BaseResult, groupRows, marksText, type RunMark } from './rows.js';
import { sideLabels } from './sideLabels.js';
import { axisTitle, SUCCESS_AXIS } from './theme.js';

/** The final success of one run. */
export interface FinalRow {
  readonly agent: string;
  readonly seed: number;
  /** Success rate in [0, 1]. */
  readonly success: number;
  /** What must be said of the run: its dot is open. */
  readonly mark?: RunMark;
}

/** How to draw final scores. */
export interface SeedDotsOptions {
  /** `mean` with its Student interval (default), or `iqm` with its bootstrap interval. */
  readonly statistic?: 'mean' | 'iqm';
  readonly base?: BaseResult;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 420. */
  readonly height?: number;
}

/**
 * Final success of every run as a dot, one column per agent, with the aggregate and its interval beside: the figure
 * that shows a collapsed seed, which no interval does.
 *
 * @param rows one row per run
 * @param options statistic, base policy, title, height
 * @returns a figure
 * @throws RangeError when there are no rows, or a success rate is not finite
 */
export function seedDots(rows: readonly FinalRow[], options: SeedDotsOptions = {}): Figure {
  if (rows.length === 0) throw new RangeError('seedDots: there are no rows; pass one for each finished run.');
  const { statistic = 'mean', base, title, height = 420 } = options;
  const agents = groupRows(rows, ({ agent }) => agent);
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const line = base ? baseLine(base) : undefined;
  const name = statistic === 'mean' ? 'mean, 95 % Student interval' : 'IQM, 95 % bootstrap interval';
  const columns = agents.map(([agent, runs]) => `${styles.get(agent)!.label}<br>${summary(runs, statistic)}`);
  const layout = columnLayout({ title, subtitle: `each dot is one seed; bar: ${name}`, height }, columns);
  const { t, b } = layout.margin as { t: number; b: number };
  const labels = sideLabels(
    line ? [line.label] : [],
    SUCCESS_AXIS.range as [number, number],
    (layout.height as number) - t - b,
  );
  return {
    data: agents.flatMap(([agent, runs], column) => columnTraces(runs, column, styles.get(agent)!, statistic)),
    layout: mergeLayout(layout, {
      margin: { r: Math.max(20, labels.margin) },
      yaxis: { ...SUCCESS_AXIS, title: axisTitle('final success rate') },
      shapes: line?.shapes ?? [],
      annotations: labels.annotations,
    }),
  };
}

/** What stands under a column, for instance `98 % (n = 8)`, and below it what its runs are marked with. */
function summary(runs: readonly FinalRow[], statistic: 'mean' | 'iqm'): string {
  const scores = runs.map(({ success }) => success);
  const marks = marksText(runs);
  const average = percent(statistic === 'mean' ? mean(scores) : iqm(scores));
  return `${average} (n = ${runs.length})${marks ? `<br>${marks}` : ''}`;
}

/** One dot a run, around a place on the axis. */
function dotsTrace(runs: readonly FinalRow[], at: number, { label, color, symbol }: AgentStyle): object {
  const isMarked = runs.some(({ mark }) => mark);
  return {
    type: 'scatter',
    mode: 'markers',
    name: label,
    x: dotPlaces(runs.length, at),
    y: runs.map(({ success }) => success),
    marker: {
      color,
      symbol: isMarked ? runs.map(({ mark }) => (mark ? `${symbol}-open` : symbol)) : symbol,
      size: 9,
      opacity: 0.65,
    },
    text: runs.map(({ seed, mark }) => `${label}, seed ${seed}${mark ? `, ${mark}` : ''}`),
    hovertemplate: '%{text}: %{y:.1%}<extra></extra>',
  };
}

/** The dots left of the column's middle, the aggregate right of it. */
function columnTraces(
  runs: readonly FinalRow[],
  column: number,
  style: AgentStyle,
  statistic: 'mean' | 'iqm',
): object[] {
  const dots = dotsTrace(runs, column - 0.1, style);
  if (runs.length < 2) return [dots];
  const scores = runs.map(({ success }) => success);
  const { estimate, low, high } = statistic === 'mean' ? studentCI(scores) : stratifiedBootstrap([scores], iqm);
  const { color, symbol, label } = style;
  const bar = {
    type: 'scatter',
    mode: 'markers',
    x: [column + 0.2],
    y: [estimate],
    error_y: { type: 'data', array: [high - estimate], arrayminus: [estimate - low], color, thickness: 2 },
    marker: { color, symbol, size: 11 },
    cliponaxis: false,
    name: `${label}, ${statistic}`,
    hovertemplate: `${label}: %{y:.1%} [${percent(low)}, ${percent(high)}], n = ${runs.length}<extra></extra>`,
  };
  return [dots, bar];
}
