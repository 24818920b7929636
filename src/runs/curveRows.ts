/** Recorded runs as rows for plots and statistics. */

import type { RecordedRun, RunTable } from './runTable.js';

/** One evaluation of one run. */
export interface CurveRow {
  readonly agent: string;
  readonly seed: number;
  readonly chunks: number;
  readonly primitiveSteps: number;
  readonly updates: number;
  readonly seconds: number;
  readonly success: number;
  readonly episodes: number;
}

function rowsOf({ agent, seed, curve }: RecordedRun): CurveRow[] {
  return curve.chunks.map((chunks, i) => ({
    agent,
    seed,
    chunks,
    primitiveSteps: curve.primitiveSteps[i],
    updates: curve.updates[i],
    seconds: curve.seconds[i],
    success: curve.success[i],
    episodes: curve.episodes[i],
  }));
}

/**
 * Every evaluation of every run of a table.
 *
 * @param table recorded runs
 * @returns one row per run and point of its curve
 */
export function curveRows(table: Pick<RunTable, 'runs'>): CurveRow[] {
  return table.runs.flatMap(rowsOf);
}

/**
 * The scores that a comparison of agents starts from: one number per run.
 *
 * @param table recorded runs
 * @param agent which agent's
 * @param score what counts of a run; the last success by default
 * @returns the scores in the order of seeds
 */
export function runScores(
  table: Pick<RunTable, 'runs'>,
  agent: string,
  score: (run: RecordedRun) => number = ({ curve }) => curve.success.at(-1) as number,
): number[] {
  return table.runs
    .filter((run) => run.agent === agent)
    .sort((a, b) => a.seed - b.seed)
    .map(score);
}
