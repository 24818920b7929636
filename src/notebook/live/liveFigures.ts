/** The figures of a run in a cell: its curve with vital signs, and what is watched below. */

import { type AgentStyle, type CurvePoint, type Figure, liveTraining } from '../../plots/index.js';
import type { RunParts, RunRecord } from '../../training/index.js';
import { baseResult, curvePoints, metricPoints } from './recordRows.js';
import { type WatchedMetric, watchedFigure } from './watchedMetric.js';

/** What stands in the figure beside the run. */
export interface LiveCompany {
  readonly points: readonly CurvePoint[];
  readonly styles?: ReadonlyMap<string, AgentStyle>;
  /** What is drawn below it. */
  readonly watched: readonly WatchedMetric[];
}

function figureOf(
  { agent, seed, schedule }: RunParts,
  records: readonly RunRecord[],
  { points: others, styles }: LiveCompany,
): Figure {
  const points = [...others, ...curvePoints(agent.name, seed, records)];
  const base = baseResult(records);
  const { panels } = agent.algorithm;
  return liveTraining(points, metricPoints(records), { budget: schedule.totalChunks, base, styles, panels });
}

/**
 * The figure of the run, and one for each watched metric.
 *
 * @param parts the run
 * @param records its records, which grow
 * @param company what stands beside and below
 * @returns what draws each figure of the records by then
 */
export function liveFigures(parts: RunParts, records: readonly RunRecord[], company: LiveCompany): (() => Figure)[] {
  const run = { agent: parts.agent.name, parts, records };
  const watched = company.watched.map((metric) => () => watchedFigure([run], metric, company.styles));
  return [() => figureOf(parts, records, company), ...watched];
}
