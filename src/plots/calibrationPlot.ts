import { type AgentStyle, agentStyles } from './agentStyle.js';
import { type Figure, mergeLayout } from './figure.js';
import { legendLayout } from './legend.js';
import { plotScale } from './plotScale.js';
import { groupRows } from './rows.js';
import { axisTitle, QUIET } from './theme.js';

/** Chunks of similar Q: their mean Q, and what is known of their mean return. A row of `qCalibration` fits. */
export interface CalibrationRow {
  /** Agent, or arm of an experiment; it decides the colour. */
  readonly agent: string;
  /** Mean Q of the bin, in units of return. */
  readonly q: number;
  /** Bounds of the bin's mean Monte-Carlo return; equal where it is known exactly. */
  readonly low: number;
  readonly high: number;
}

/** How to draw a calibration. */
export interface CalibrationPlotOptions {
  /** Ends of both axes, in units of return, where one diverging critic would flatten the others. */
  readonly range?: readonly [number, number];
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels without the legend; default 440. */
  readonly height?: number;
}

/**
 * What a critic says against what happened: for bins of similar Q, the bounds of the mean Monte-Carlo return over mean
 * Q. On the diagonal the critic is right; below it, it promises too much.
 *
 * @param rows one row per bin, of all agents
 * @param options range, styles, title, height
 * @returns a square figure
 * @throws RangeError when there are no rows, or a row is not finite or has its bounds the wrong way round
 */
export function calibrationPlot(rows: readonly CalibrationRow[], options: CalibrationPlotOptions = {}): Figure {
  if (rows.length === 0) throw new RangeError('calibrationPlot: there are no rows; pass those of `qCalibration`.');
  const bad = rows.find(({ q, low, high }) => ![q, low, high].every(Number.isFinite) || low > high);
  if (bad)
    throw new RangeError(`calibrationPlot: a bin of ${bad.agent} has Q ${bad.q} and return [${bad.low}, ${bad.high}].`);
  const { title, height = 440 } = options;
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const { range } = plotScale(
    rows.flatMap(({ q, low, high }) => [q, low, high]),
    false,
    options.range,
  );
  const subtitle = 'bars reach from the lowest to the highest mean return possible; dashed: Q is right';
  const layout = legendLayout(
    { title, subtitle, height },
    [...styles.values()].map(({ label }) => label),
  );
  const agents = groupRows(rows, ({ agent }) => agent);
  return {
    data: [diagonal(range), ...agents.flatMap(([agent, bins]) => binTraces(bins, styles.get(agent)!))],
    layout: mergeLayout(layout, {
      xaxis: { title: axisTitle('mean Q of the bin'), range, constrain: 'domain', constraintoward: 'left' },
      yaxis: { title: axisTitle('mean return of the bin'), range, scaleanchor: 'x', constrain: 'domain' },
    }),
  };
}

/**
 * The line y = x across a plot.
 *
 * @param range ends of both axes
 * @returns a plotly trace
 */
export function diagonal(range: readonly [number, number]): object {
  const line = { color: QUIET, dash: 'dash', width: 1.5 };
  return { type: 'scatter', mode: 'lines', x: range, y: range, line, hoverinfo: 'skip', showlegend: false };
}

/** A bar for each bin, with a marker at either end. */
function binTraces(bins: readonly CalibrationRow[], style: AgentStyle): object[] {
  const between = (first: number, second: number) => [first, second, null];
  return [
    {
      type: 'scatter',
      mode: 'lines',
      hoverinfo: 'skip',
      showlegend: false,
      x: bins.flatMap(({ q }) => between(q, q)),
      y: bins.flatMap(({ low, high }) => between(low, high)),
      line: { color: style.color, width: 2 },
    },
    {
      type: 'scatter',
      mode: 'markers',
      name: style.label,
      x: bins.flatMap(({ q }) => [q, q]),
      y: bins.flatMap(({ low, high }) => [low, high]),
      marker: { color: style.color, symbol: style.symbol, size: 8 },
      hovertemplate: `${style.label}: Q %{x:.3g}, return %{y:.3g}<extra></extra>`,
    },
  ];
}
