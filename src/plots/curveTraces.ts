/** The traces of a learning curve: single runs, the band, the aggregate. */

import type { Band, Curve } from '../statistics/index.js';
import type { AgentStyle } from './agentStyle.js';
import { lineMode } from './lineMode.js';
import type { RunMark } from './rows.js';
import { withAlpha } from './theme.js';

/** A run as it is drawn. */
export interface DrawnRun extends Curve {
  readonly seed: number;
  readonly mark?: RunMark;
  /** Chunk transitions at its last evaluation. */
  readonly chunks: number;
}

/**
 * A single run as a thin line.
 *
 * @param run times and success
 * @param style how its agent is drawn
 * @param shape a plotly shape of lines
 * @returns the trace
 */
export function thinLine(run: DrawnRun, style: AgentStyle, shape: string): object {
  const name = `${style.label}, seed ${run.seed}${run.mark ? `, ${run.mark}` : ''}`;
  return {
    type: 'scatter',
    mode: lineMode(run.times.length),
    x: run.times,
    y: run.values,
    line: { color: style.color, width: 1, dash: style.dash, shape },
    marker: { color: style.color, size: 4 },
    opacity: 0.35,
    name,
    hovertemplate: `${name}<br>%{x:,}: %{y:.1%}<extra></extra>`,
  };
}

/**
 * The band of an aggregate: lower edge, then upper edge filled down to it; drawn only where success can be, the numbers are
 * not clipped.
 *
 * @param band times and edges
 * @param style how the agent is drawn
 * @param shape a plotly shape of lines
 * @param alpha opacity, 0 to 1
 * @returns two traces; none where there is no band
 */
export function bandTraces({ times, low, high }: Band, style: AgentStyle, shape: string, alpha: number): object[] {
  if (low.every(Number.isNaN)) return [];
  const edge = { type: 'scatter', mode: 'lines', x: times, line: { width: 0, shape }, hoverinfo: 'skip' };
  return [
    { ...edge, y: low.map((value) => Math.max(0, value)) },
    { ...edge, y: high.map((value) => Math.min(1, value)), fill: 'tonexty', fillcolor: withAlpha(style.color, alpha) },
  ];
}

/**
 * The aggregate. Hovering says the interval and over how many runs it is; the numbers of the figure have them too.
 *
 * @param band times, estimate and edges
 * @param style how the agent is drawn
 * @param shape a plotly shape of lines
 * @param runs how many there are in it
 * @returns the trace
 */
export function aggregateTrace(
  { times, estimate, low, high }: Band,
  style: AgentStyle,
  shape: string,
  runs: number,
): object {
  const hasBand = !low.every(Number.isNaN);
  const interval = hasBand ? ' [%{customdata[0]:.1%}, %{customdata[1]:.1%}]' : '';
  return {
    type: 'scatter',
    mode: 'lines+markers',
    x: times,
    y: estimate,
    line: { color: style.color, width: 2.5, dash: style.dash, shape },
    marker: { color: style.color, symbol: style.symbol, size: 7, maxdisplayed: 12 },
    name: style.label,
    customdata: Array.from(times, (_, i) => (hasBand ? [low[i], high[i], runs] : [null, null, runs])),
    meta: { columns: ['low', 'high', 'n'] },
    hovertemplate: `${style.label}<br>%{x:,}: %{y:.1%}${interval}, n = ${runs}<extra></extra>`,
  };
}
