/** The live view of runs side by side: one plot of all curves, one of each watched diagnostic, one bar over all chunks. */

import { type AgentStyle, type CurvePoint, type Figure, learningCurves, mergeLayout } from '../../plots/index.js';
import { progressBar } from '../cell/progressBar.js';
import { livePlots } from './livePlot.js';
import { baseResult, curvePoints } from './recordRows.js';
import { divergedEnd } from './runOutcome.js';
import type { SideBySideRun } from './sideBySideRun.js';
import { type WatchedMetric, watchedFigure } from './watchedMetric.js';

/** The handle of the view. */
export interface SideBySideView {
  /** Says that a run has new records, or how many chunks it has done. */
  update(label: string, chunks?: number): void;
  /** Draws the last state. */
  finish(): void;
}

/**
 * Shows the view.
 *
 * @param runs the runs, whose records grow
 * @param options diagnostics to draw below the curves, styles
 * @returns the handle
 */
export function sideBySideView(
  runs: readonly SideBySideRun[],
  { watch, styles }: { readonly watch: readonly WatchedMetric[]; readonly styles?: ReadonlyMap<string, AgentStyle> },
): SideBySideView {
  const total = runs.reduce((sum, { parts }) => sum + parts.schedule.totalChunks, 0);
  const done = new Map(runs.map(({ label, parts, isReused }) => [label, isReused ? parts.schedule.totalChunks : 0]));
  const todo = runs.some(({ isReused }) => !isReused);
  const before = [...done.values()].reduce((sum, chunks) => sum + chunks, 0);
  const bar = todo ? progressBar(`${runs.length} runs`, total, 'chunks', before) : undefined;
  const watched = watch.map((metric) => () => watchedFigure(runs, metric, styles));
  const plots = livePlots([() => figureOf(runs, styles), ...watched]);
  const note = () => {
    const diverged = runs.filter(({ records }) => divergedEnd(records)).length;
    return `${runs.filter(isOver).length} of ${runs.length} runs done${diverged > 0 ? `, ${diverged} diverged` : ''}`;
  };
  return {
    update(label, chunks) {
      if (chunks === undefined) plots.update();
      else done.set(label, chunks);
      bar?.update(
        [...done.values()].reduce((sum, value) => sum + value, 0),
        note(),
      );
    },
    finish() {
      bar?.finish(note());
      plots.finish();
    },
  };
}

function isOver({ records }: SideBySideRun): boolean {
  const last = records.at(-1);
  return last?.kind === 'end' && last.status !== 'interrupted';
}

function figureOf(runs: readonly SideBySideRun[], styles?: ReadonlyMap<string, AgentStyle>): Figure {
  const points: CurvePoint[] = runs.flatMap(({ agent, parts, records }) => curvePoints(agent, parts.seed, records));
  const base = runs.map(({ records }) => baseResult(records)).find((result) => result !== undefined);
  const figure = learningCurves(points, { base, styles });
  // The whole budget from the start, so that the plot does not shift while it fills.
  const end = Math.max(...runs.map(({ parts }) => parts.schedule.totalChunks));
  return { ...figure, layout: mergeLayout(figure.layout, { xaxis: { range: [0, 1.015 * end] } }) };
}
