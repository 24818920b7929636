/** A diagnostic that a training cell draws while it runs. */

import { resolvePart } from '../../parts/index.js';
import { type AgentStyle, diagnosticCurves, type Figure, mergeLayout } from '../../plots/index.js';
import { didYouMean, isReference } from '../../settings/index.js';
import type { TrainingSchedule } from '../../tasks/index.js';
import type { Probe, RunParts, RunRecord } from '../../training/index.js';

/** A run that is under way, under the name of its curve. */
export interface WatchedRun {
  readonly agent: string;
  readonly parts: Pick<RunParts, 'seed' | 'schedule'>;
  readonly records: readonly RunRecord[];
}

/** What a cell watches: a value by name, a probe of the reader's own or a reference to one, or a figure in detail. */
export type Watched = string | Probe | WatchedMetric;

/** A value of the probes, or the band between two of them. */
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
 * The figures that a cell asks for.
 *
 * @param watch what is to be drawn
 * @param schedule of the runs
 * @param probes what measures them
 * @returns one entry a figure
 * @throws RangeError on a value that no probe measures, and where the schedule has no `probeEpisodes` to measure on
 */
export async function watchedMetrics(
  watch: readonly Watched[],
  schedule: TrainingSchedule,
  probes?: RunParts['probes'],
): Promise<WatchedMetric[]> {
  if (watch.length === 0) return [];
  if (!schedule.probeEpisodes)
    throw new RangeError('watch draws what probes measure: give the schedule probeEpisodes, for instance 4.');
  const { chosenProbes, describeValue } = await import('../../training/index.js');
  const chosen = chosenProbes(probes && (await withProbes(probes)));
  const described = (name: string) => {
    const value = describeValue(name, chosen);
    if (value) return { y: name, quantity: value.quantity };
    const names = chosen.flatMap(({ values }) => Object.keys(values));
    throw new RangeError(`No probe measures '${name}'; measured are ${names.join(', ')}.${didYouMean(name, names)}`);
  };
  return (await withProbes(watch)).flatMap((entry) => {
    if (typeof entry === 'string') return [described(entry)];
    if (isProbe(entry)) return Object.keys(entry.values).map(described);
    for (const name of [entry.y, entry.low, entry.high]) if (name !== undefined) described(name);
    return [entry];
  });
}

/** Entries with probes in the place of references to them; what else a probe must be, training checks. */
function withProbes<Entry>(entries: readonly Entry[]): Promise<(Entry | Probe)[]> {
  const loaded = async (entry: Entry) =>
    isReference(entry) ? ((await resolvePart(entry, 'probe')).value as Probe) : entry;
  return Promise.all(entries.map(loaded));
}

/**
 * Tells a probe from a figure.
 *
 * @param entry what is watched
 * @returns whether it measures by itself
 */
export function isProbe(entry: Watched): entry is Probe {
  return typeof entry === 'object' && 'measure' in entry;
}

/**
 * The probes of a run in a cell: a probe that is watched is measured.
 *
 * @param watch what is to be drawn
 * @param probes what else is measured; by default all of the library's
 * @returns as `train` takes them; undefined for all of the library's and no other
 */
export async function watchedProbes<Entry extends string | Probe>(
  watch: readonly (Entry | WatchedMetric)[],
  probes?: readonly Entry[],
): Promise<readonly Entry[] | undefined> {
  const measures = (entry: Entry | WatchedMetric): entry is Entry => isReference(entry) || isProbe(entry);
  const own = watch.filter(measures).filter((entry) => {
    return !probes?.includes(entry) && !(typeof entry === 'object' && probes?.includes(entry.name as Entry));
  });
  if (own.length === 0) return probes;
  const { probes: all } = await import('../../training/index.js');
  return [...(probes ?? all.map(({ name }) => name as Entry)), ...own];
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
  runs: readonly WatchedRun[],
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
