/** A run counted from the end of its warmup. */

import { budgetOf } from './runHealth.js';
import type { CurveColumns, RecordedRun } from './runTable.js';

/** The last evaluation before the first update, or an error that says why there is none. */
function lastBefore({ curve, agent, seed }: RecordedRun, warmupChunks: number | undefined): number {
  if (warmupChunks === undefined)
    throw new RangeError(`afterWarmup: the settings of ${agent}, seed ${seed}, have no warmupChunks.`);
  const last = curve.chunks.findLastIndex((at) => at <= warmupChunks);
  if (last < 0 || last === curve.chunks.length - 1)
    throw new RangeError(`afterWarmup: ${agent}, seed ${seed}, has no evaluation after its ${warmupChunks} chunks.`);
  return last;
}

/** The curve from an evaluation on, its chunks and steps counted from the end of the warmup. */
function curveFrom(curve: CurveColumns, last: number, warmupChunks: number): CurveColumns {
  const { chunks, primitiveSteps } = curve;
  const share = (warmupChunks - chunks[last]) / (chunks[last + 1] - chunks[last]);
  const steps = Math.round(primitiveSteps[last] + share * (primitiveSteps[last + 1] - primitiveSteps[last]));
  const rest = Object.entries(curve).map(([name, column]: [string, readonly number[]]) => [name, column.slice(last)]);
  const since = (column: readonly number[], by: number) => [0, ...column.slice(last + 1).map((count) => count - by)];
  const moved = { chunks: since(chunks, warmupChunks), primitiveSteps: since(primitiveSteps, steps) };
  return { ...(Object.fromEntries(rest) as CurveColumns), ...moved };
}

/** The intervals that end after the warmup. */
function trainingFrom({ chunks = [], ...metrics }: RecordedRun['training'], warmupChunks: number) {
  const ends = chunks as readonly number[];
  const first = ends.filter((at) => at <= warmupChunks).length;
  const rest = Object.entries(metrics).map(([name, column]) => [name, column.slice(first)]);
  return { chunks: ends.slice(first).map((at) => at - warmupChunks), ...Object.fromEntries(rest) };
}

/**
 * The same run with chunk transitions and primitive steps counted from the end of its warmup on, for curves that leave the
 * warmup out. It begins with the last evaluation before: until then the agent has not changed. As it was recorded, a run
 * counts its warmup in.
 *
 * @param run recorded run
 * @returns the run with its curve, intervals and budget moved; itself where there was no warmup
 * @throws RangeError on a run that does not say how long its warmup was, or was not evaluated after it
 */
export function afterWarmup(run: RecordedRun): RecordedRun {
  const { start, curve, training } = run;
  const { warmupChunks } = start.settings as { readonly warmupChunks?: number };
  const last = lastBefore(run, warmupChunks);
  if (!warmupChunks) return run;
  const schedule = { ...start.schedule, totalChunks: budgetOf(run) - warmupChunks };
  return {
    ...run,
    start: { ...start, schedule, settings: { ...start.settings, warmupChunks: 0 } },
    curve: curveFrom(curve, last, warmupChunks),
    training: trainingFrom(training, warmupChunks),
  };
}
