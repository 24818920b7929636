/** Recorded runs as rows for plots and statistics. */

import type { CurvePoint } from '../plots/index.js';
import type { RecordedRun, RunTable } from './runTable.js';

function rowsOf({ agent, seed, curve }: RecordedRun): CurvePoint[] {
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
export function curveRows(table: Pick<RunTable, 'runs'>): CurvePoint[] {
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

/**
 * The base policy's own evaluation, which every run of a table makes on the same seeds.
 *
 * @param table recorded runs
 * @returns successes and episodes, or undefined when there are no runs
 * @throws Error when two runs disagree: they had different base policies, and no common line can be drawn
 */
export function baseOfTable(
  table: Pick<RunTable, 'runs'>,
): { readonly successes: number; readonly episodes: number } | undefined {
  const [first, ...others] = table.runs;
  if (!first) return undefined;
  const other = others.find(({ base }) => base.success !== first.base.success || base.episodes !== first.base.episodes);
  if (other)
    throw new Error(
      `The base policy of ${first.agent}, seed ${first.seed}, succeeds in ${first.base.success} of ${first.base.episodes} ` +
        `episodes, that of ${other.agent}, seed ${other.seed}, in ${other.base.success} of ${other.base.episodes}. ` +
        'Record all runs of a table with the same base policy.',
    );
  const { success, episodes } = first.base;
  return { successes: Math.round(success * episodes), episodes };
}
