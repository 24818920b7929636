import { type AgentStyle, agentStyles } from './agentStyle.js';
import {
  type DiagnosticColumns,
  type DiagnosticRow,
  type DiagnosticStatistic,
  diagnosticTraces,
} from './diagnosticTraces.js';
import { type Figure, mergeLayout } from './figure.js';
import { numberAt } from './numberColumn.js';
import { coordinate, type PlotScale, plotScale, scaledAxis } from './plotScale.js';
import { groupRows, TIME_TITLES, type TimeAxis } from './rows.js';
import { labelledLayout, type SideLabel, sideLabels } from './sideLabels.js';
import { axisTitle, QUIET, referenceLine } from './theme.js';

/** A horizontal line that a diagnostic is read against, such as 1/(1 − γ). */
export interface ReferenceLine {
  readonly value: number;
  readonly label: string;
}

/** How to draw a diagnostic. */
export interface DiagnosticCurvesOptions<Row> extends DiagnosticColumns<Row> {
  /** Title of the vertical axis: the quantity and its unit. */
  readonly quantity: string;
  /** Title of the horizontal axis; by default that of its column. */
  readonly time?: string;
  /** How runs are put together; default `median`. */
  readonly statistic?: DiagnosticStatistic;
  /** A logarithmic vertical axis, for quantities that are all positive. */
  readonly logarithmic?: boolean;
  /** Ends of the vertical axis, in the quantity's unit, where one diverging run would flatten all others. */
  readonly range?: readonly [number, number];
  readonly references?: readonly ReferenceLine[];
  /** Whether to draw each run as a thin line; by default up to four agents, beyond which they hide one another. */
  readonly seeds?: boolean;
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels; default 380. It grows where the labels of many agents need it. */
  readonly height?: number;
}

/**
 * Any scalar against time: a thin line for each run, a thick one for the aggregate of each agent, a band where only
 * bounds are known, and reference lines. Lines are labelled at their right ends.
 *
 * @param rows one row for each run and moment, with the columns that the options name; values that are missing or not
 *   finite are left out of their line
 * @param options columns, quantity, statistic, scale, references, styles, title, height
 * @returns a figure; with no rows, empty axes
 * @throws RangeError when neither `y` nor both bounds are named, or a logarithmic axis gets a value that is not positive
 */
export function diagnosticCurves<Row extends DiagnosticRow>(
  rows: readonly Row[],
  options: DiagnosticCurvesOptions<Row>,
): Figure {
  const { x, statistic = 'median', references = [], title, height = 380 } = options;
  const scale = scaleOf(rows, options);
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const { seeds = styles.size <= 4 } = options;
  const curves = groupRows(rows, ({ agent }) => agent).map(([agent, own]) => {
    const style = styles.get(agent)!;
    return { style, ...diagnosticTraces(own, options, style, { statistic, seeds }) };
  });
  const last = Math.max(0, ...rows.map((row) => numberAt(row, x)).filter(Number.isFinite));
  const across = [0, 1.015 * last || 1] as const;
  const timeTitle = options.time ?? TIME_TITLES[x as TimeAxis] ?? x;
  const labels = labelsOf(curves, references, scale.logarithmic);
  const isMany = curves.some(({ runs }) => runs > 1);
  const subtitle = isMany ? subtitleOf(statistic, seeds && options.y !== undefined) : undefined;
  const { layout, plotPixels } = labelledLayout({ title, subtitle, height }, labels);
  const side = sideLabels(labels, scale.range, plotPixels);
  return {
    data: [...references.map(({ value }) => referenceLine(value, across)), ...curves.flatMap(({ traces }) => traces)],
    layout: mergeLayout(layout, {
      margin: { r: side.margin },
      // 8k for counts; a bound of 0.1 is not 100m.
      xaxis: { title: axisTitle(timeTitle), tickformat: across[1] >= 1_000 ? '~s' : '~g', range: across },
      yaxis: { ...scaledAxis(scale), title: axisTitle(options.quantity) },
      annotations: side.annotations,
    }),
  };
}

function subtitleOf(statistic: DiagnosticStatistic, areSeedsDrawn: boolean): string {
  const thick = `${statistic === 'iqm' ? 'IQM' : statistic} over seeds`;
  return areSeedsDrawn ? `${thick}; thin lines are single seeds` : thick;
}

/** What stands beside the lines' ends and the reference lines. */
function labelsOf(
  curves: readonly { style: AgentStyle; runs: number; final: number }[],
  references: readonly ReferenceLine[],
  logarithmic: boolean,
): SideLabel[] {
  const ends = curves.map(({ style: { label, color }, runs, final }) => ({
    text: runs > 1 ? `${label} (n = ${runs})` : label,
    color,
    y: final,
  }));
  return [...ends, ...references.map(({ value, label }) => ({ text: label, color: QUIET, y: value }))]
    .filter(({ y }) => Number.isFinite(y))
    .map((label) => ({ ...label, y: coordinate(label.y, logarithmic) }));
}

/** The vertical axis: everything drawn, or the range asked for. */
function scaleOf<Row extends DiagnosticRow>(rows: readonly Row[], options: DiagnosticCurvesOptions<Row>): PlotScale {
  const { y, low, high, logarithmic = false, references = [], range } = options;
  if (y === undefined && (low === undefined || high === undefined))
    throw new RangeError('diagnosticCurves: name the column y, or both low and high where only bounds are known.');
  const columns = [y, low, high].filter((column) => column !== undefined);
  const values = columns.flatMap((column) => rows.map((row) => numberAt(row, column))).filter(Number.isFinite);
  const bad = values.find((value) => value <= 0);
  if (logarithmic && bad !== undefined)
    throw new RangeError(
      `diagnosticCurves: a logarithmic axis cannot show ${bad}. Draw an absolute value, or leave out \`logarithmic\`.`,
    );
  return plotScale([...values, ...references.map(({ value }) => value)], logarithmic, range);
}
