import { type Band, type BootstrapBandOptions, bootstrapBand, scoreProfile } from '../statistics/index.js';
import { type AgentStyle, agentStyles } from './agentStyle.js';
import { type Figure, mergeLayout } from './figure.js';
import { legendLayout } from './legend.js';
import { groupRows } from './rows.js';
import type { FinalRow } from './seedDots.js';
import { axisTitle, SUCCESS_AXIS, withAlpha } from './theme.js';

/** The final success of one run on one task. */
export interface ProfileRow extends FinalRow {
  /** Name of the task; left out where there is one. */
  readonly task?: string;
}

/** How to draw performance profiles. */
export interface ScoreProfileOptions extends BootstrapBandOptions {
  /** Styles of some or all agents, for instance {@link orderedStyles}. */
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  readonly title?: string;
  /** Pixels without the legend; default 380. */
  readonly height?: number;
}

/**
 * Performance profiles: for each success rate the share of runs that end above it, with a band by the bootstrap of
 * whole runs within each task. Higher is better; how steeply a line falls shows how alike the runs are.
 *
 * @param rows one row per run (and task)
 * @param options coverage of the band, level, resamples, seed, styles, title, height
 * @returns a figure
 * @throws RangeError when there are no rows, or a success rate is not in [0, 1]
 */
export function scoreProfilePlot(rows: readonly ProfileRow[], options: ScoreProfileOptions = {}): Figure {
  if (rows.length === 0) throw new RangeError('scoreProfilePlot: there are no rows; pass one for each finished run.');
  const bad = rows.find(({ success }) => !(success >= 0 && success <= 1));
  if (bad)
    throw new RangeError(
      `scoreProfilePlot: ${bad.agent}, seed ${bad.seed}, has success ${bad.success}; it is a rate in [0, 1].`,
    );
  const { title, height = 380 } = options;
  const styles = agentStyles(
    rows.map(({ agent }) => agent),
    options.styles,
  );
  const profiles = groupRows(rows, ({ agent }) => agent).map(([agent, own]) => ({
    style: styles.get(agent)!,
    runs: own.length,
    band: profileOf(own, options),
  }));
  const names = profiles.map(({ style, runs }) => `${style.label} (n = ${runs})`);
  const layout = legendLayout({ title, subtitle: profiles[0].band.method, height }, names);
  return {
    data: profiles.flatMap(({ style, band }, i) => profileTraces(band, style, names[i])),
    layout: mergeLayout(layout, {
      xaxis: { ...SUCCESS_AXIS, title: axisTitle('final success rate τ') },
      yaxis: { ...SUCCESS_AXIS, title: axisTitle('runs with more than τ') },
    }),
  };
}

/** The profile changes at the scores alone, so it is computed there: the drawn steps are exact. */
function profileOf(rows: readonly ProfileRow[], options: ScoreProfileOptions): Band {
  const tasks = groupRows(rows, ({ task }) => task).map(([, runs]) => runs.map(({ success }) => success));
  const thresholds = [...new Set([0, ...tasks.flat(), 1])].sort((a, b) => a - b);
  return bootstrapBand(thresholds, tasks, (strata) => scoreProfile(strata, thresholds), options);
}

function profileTraces({ times, estimate, low, high }: Band, style: AgentStyle, name: string): object[] {
  const edge = { type: 'scatter', mode: 'lines', x: times, line: { width: 0, shape: 'hv' }, hoverinfo: 'skip' };
  const inside = (value: number) => Math.min(1, Math.max(0, value));
  return [
    { ...edge, y: low.map(inside), showlegend: false },
    {
      ...edge,
      y: high.map(inside),
      showlegend: false,
      fill: 'tonexty',
      fillcolor: withAlpha(style.color, 0.14),
    },
    {
      type: 'scatter',
      mode: 'lines+markers',
      x: times,
      y: estimate,
      name,
      line: { color: style.color, width: 2.5, dash: style.dash, shape: 'hv' },
      marker: { color: style.color, symbol: style.symbol, size: 7, maxdisplayed: 8 },
      hovertemplate: `${style.label}: %{y:.0%} of runs above %{x:.1%}<extra></extra>`,
    },
  ];
}
