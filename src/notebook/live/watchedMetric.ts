/** A diagnostic that a training cell draws while it runs. */

import { type AgentStyle, diagnosticCurves, type Figure, mergeLayout } from '../../plots/index.js';
import type { SideBySideRun } from './sideBySideRun.js';

/** A value of the probes (names as in `createCriticProbe`), or the band between two of them. */
export interface WatchedMetric {
  /** What the horizontal axis counts; in an explicit warmup updates go on while chunks stand still. Default `chunks`. */
  readonly x?: 'chunks' | 'updates';
  /** The value; left out where only its bounds are known. */
  readonly y?: string;
  readonly low?: string;
  readonly high?: string;
  /** Title of the vertical axis: the quantity and its unit. */
  readonly quantity: string;
  readonly title?: string;
}

/**
 * The figure of a watched metric, as far as it is known.
 *
 * @param runs the runs, whose records grow; probes are recorded with a schedule that has `probeEpisodes`
 * @param metric what to draw
 * @param styles styles of some or all names
 * @returns a figure, over the whole budget where it counts chunks; of several probes at the same time the last is drawn
 */
export function watchedFigure(
  runs: readonly SideBySideRun[],
  metric: WatchedMetric,
  styles?: ReadonlyMap<string, AgentStyle>,
): Figure {
  const { x = 'chunks', y, low, high, ...named } = metric;
  const rows = runs.flatMap(({ agent, parts, records }) => {
    const probes = records.flatMap((record) => (record.kind === 'probe' ? [record] : []));
    const lastAt = new Map(probes.map((probe) => [probe[x], probe]));
    return [...lastAt.values()].map(({ chunks, updates, values }) => {
      const of = (name?: string) => (name === undefined ? undefined : values[name]);
      return { agent, seed: parts.seed, chunks, updates, y: of(y), low: of(low), high: of(high) };
    });
  });
  const columns = { ...(y && { y: 'y' as const }), ...(low && high && { low: 'low' as const, high: 'high' as const }) };
  const figure = diagnosticCurves(rows, { x, ...columns, ...named, styles, height: 300 });
  if (x === 'updates') return figure;
  const end = Math.max(...runs.map(({ parts }) => parts.schedule.totalChunks));
  return { ...figure, layout: mergeLayout(figure.layout, { xaxis: { range: [0, 1.015 * end] } }) };
}
