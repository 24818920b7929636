import { mean, studentCI } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { baseLine, percent } from './baseLine.js';
import { type Figure, mergeLayout } from './figure.js';
import { type BaseResult, groupRows } from './rows.js';
import { sideLabels } from './sideLabels.js';
import { axisTitle, QUIET, SUCCESS_AXIS, themeLayout } from './theme.js';

/** What one run scored at one value of what is varied. */
export interface ResponseRow {
  /** What is scored, or an agent; it decides colour and marker. */
  readonly agent: string;
  readonly seed: number;
  /** The value of what is varied. */
  readonly x: number;
  /** Success rate, or an average of it, in [0, 1]. */
  readonly success: number;
}

/** How to draw a response. */
export interface ResponsePlotOptions {
  /** What is varied, with its unit. */
  readonly quantity: string;
  /** The base policy alone, drawn across; where base policies are what is varied, leave it out. */
  readonly base?: BaseResult;
  /** True where `quantity` is the base policy's own success: draws the line on which nothing is gained. */
  readonly diagonal?: boolean;
  /** Styles of some or all of what is scored. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 400. */
  readonly height?: number;
}

/** Runs from which a Student interval says something. */
const FEWEST = 3;

/**
 * Success against a number that is varied (M, λ, the base policy's own success): each run as a dot, the mean over runs
 * with its Student interval, cut at 0 and 1, from three runs on.
 *
 * @param rows one row per run and score
 * @param options quantity, base policy, diagonal, title, height
 * @returns a figure
 * @throws RangeError when there are no rows, or a number is not finite
 */
export function responsePlot(rows: readonly ResponseRow[], options: ResponsePlotOptions): Figure {
  const { quantity, base, diagonal = false, title, height = 400 } = options;
  if (rows.length === 0) throw new RangeError('responsePlot: there are no rows; pass one for each run.');
  const bad = rows.find(({ x, success }) => !Number.isFinite(x) || !Number.isFinite(success));
  if (bad) throw new RangeError(`responsePlot: ${bad.agent}, seed ${bad.seed}, is ${bad.success} at ${bad.x}.`);
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const series = groupRows(rows, ({ agent }) => agent).map(([agent, own]) => seriesOf(own, styles.get(agent)!));
  const line = base ? baseLine(base) : undefined;
  const [low, high] = spanOf(rows, diagonal);
  const same = { text: 'no gain', color: QUIET, y: high };
  const subtitle = `each dot is one seed; mean, 95 % Student interval from ${FEWEST} runs on`;
  const layout = themeLayout({ title, subtitle, height });
  const { t, b } = layout.margin as { t: number; b: number };
  const labels = sideLabels(
    [...series.map(({ label }) => label), ...(line ? [line.label] : []), ...(diagonal ? [same] : [])],
    SUCCESS_AXIS.range as [number, number],
    height - t - b,
  );
  return {
    data: [...(diagonal ? [identity(low, high)] : []), ...series.flatMap(({ traces }) => traces)],
    layout: mergeLayout(layout, {
      margin: { r: labels.margin },
      xaxis: { title: axisTitle(quantity), range: [low, high] },
      yaxis: { ...SUCCESS_AXIS, title: axisTitle('success rate') },
      shapes: line?.shapes ?? [],
      annotations: labels.annotations,
    }),
  };
}

/** The values drawn, with a margin of 6 % on either side; with a diagonal, within those of a success rate. */
function spanOf(rows: readonly ResponseRow[], diagonal: boolean): [number, number] {
  const values = rows.map(({ x }) => x);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = 0.06 * (high - low) || Math.abs(high) / 2 || 0.5;
  return diagonal ? [Math.max(0, low - pad), Math.min(1, high + pad)] : [low - pad, high + pad];
}

function identity(low: number, high: number): object {
  const line = { color: QUIET, dash: 'dash', width: 1.5 };
  return { type: 'scatter', mode: 'lines', x: [low, high], y: [low, high], line, hoverinfo: 'skip' };
}

/** Dots, the means with their intervals, and the label beside the last of them. */
function seriesOf(rows: readonly ResponseRow[], { label, color, symbol, dash }: AgentStyle) {
  const means = groupRows(rows, ({ x }) => x)
    .sort(([a], [b]) => a - b)
    .map(([x, runs]) => ({ x, ...summaryOf(runs.map(({ success }) => success)) }));
  const common = { type: 'scatter', cliponaxis: false };
  const dots = {
    ...common,
    mode: 'markers',
    x: rows.map(({ x }) => x),
    y: rows.map(({ success }) => success),
    marker: { color, symbol, size: 6, opacity: 0.4 },
    text: rows.map(({ seed }) => `${label}, seed ${seed}`),
    hovertemplate: '%{text}: %{y:.1%}<extra></extra>',
  };
  const line = {
    ...common,
    mode: 'lines+markers',
    x: means.map(({ x }) => x),
    y: means.map(({ estimate }) => estimate),
    line: { color, dash, width: 2 },
    marker: { color, symbol, size: 10 },
    error_y: {
      type: 'data',
      color,
      thickness: 2,
      array: means.map(({ estimate, high }) => high - estimate),
      arrayminus: means.map(({ estimate, low }) => estimate - low),
    },
    text: means.map(({ low, high, runs }) => (runs < FEWEST ? `n = ${runs}` : `[${percent(low)}, ${percent(high)}]`)),
    hovertemplate: `${label}: %{y:.1%} %{text}<extra></extra>`,
  };
  return { traces: [dots, line], label: { text: label, color, y: means[means.length - 1].estimate } };
}

function summaryOf(scores: readonly number[]) {
  const runs = scores.length;
  if (runs < FEWEST) return { runs, estimate: mean(scores), low: mean(scores), high: mean(scores) };
  const { estimate, low, high } = studentCI(scores);
  return { runs, estimate, low: Math.max(0, low), high: Math.min(1, high) };
}
