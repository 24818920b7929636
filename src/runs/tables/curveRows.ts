/** Recorded runs as rows for plots and statistics. */

import type { CurvePoint, RunMark } from '../../plots/index.js';
import { armRuns, begunRuns } from './armRuns.js';
import { armOf, type NamedArm, type RunSource } from './arms.js';
import { runHealth } from './runHealth.js';
import type { RecordedRun, RunTable } from './runTable.js';
import { sampleFaults } from './sampleFaults.js';
import { finalSuccess, type RunScore } from './scores.js';

/**
 * What a figure marks a run with.
 *
 * @param run recorded run
 * @returns the mark; undefined where the run completed and its critic can be right
 */
export function runMark(run: RecordedRun): RunMark | undefined {
  const { state } = runHealth(run);
  if (state === 'completed') return undefined;
  return state === 'value beyond returns' ? 'Q beyond returns' : state;
}

/**
 * The evaluations of a run.
 *
 * @param run recorded run
 * @returns one row per point of its curve
 */
export function runRows({ agent, seed, curve }: Pick<RecordedRun, 'agent' | 'seed' | 'curve'>): CurvePoint[] {
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

function markedRows(run: RecordedRun, agent = run.agent): CurvePoint[] {
  const mark = runMark(run);
  return runRows({ ...run, agent }).map((row) => (mark ? { ...row, mark } : row));
}

/** Whether the runs of each agent can stand in one sample. */
function checkAgents(caller: string, runs: readonly RecordedRun[]): void {
  for (const agent of new Set(runs.map((run) => run.agent))) {
    const [fault] = sampleFaults(runs.filter((run) => run.agent === agent));
    if (fault) throw new Error(`${caller}: ${agent} has ${fault} For rows under names of their own: armRows.`);
  }
}

/**
 * Every evaluation of every run of a table, by agent.
 *
 * @param table recorded runs
 * @returns one row per run and point of its curve
 * @throws Error when the runs of an agent cannot stand in one curve: of several variants, base policies, budgets
 */
export function curveRows(table: Pick<RunTable, 'runs'>): CurvePoint[] {
  checkAgents('curveRows', table.runs);
  return table.runs.flatMap((run) => markedRows(run));
}

/**
 * The evaluations of arms, as figures take them: their `agent` is the arm's label. Runs that have not ended are among
 * them, and marked.
 *
 * @param source recorded runs
 * @param arms which, in the order of the legend
 * @returns one row per run and point of its curve
 * @throws Error as `armRuns`, but for runs that have not ended
 * @example
 * const arms = [{ label: 'M = 4,000', agent: 'dawn' }, { label: 'M = 0', agent: 'dawn', variant: 'no-anchor' }];
 * showFigure(learningCurves(armRows(readRunTable('02-cold-start', 'gantry-peg'), arms)));
 */
export function armRows(source: RunSource, arms: readonly NamedArm[]): CurvePoint[] {
  return arms.flatMap((arm) => begunRuns(source, arm).flatMap((run) => markedRows(run, arm.label)));
}

/**
 * The scores that a comparison of agents starts from: one number per run that has ended.
 *
 * @param table recorded runs
 * @param agent which agent's
 * @param score what counts of a run; the last success by default
 * @returns the scores in the order of seeds
 * @throws Error when the agent's runs cannot stand in one sample, as `armRuns`
 */
export function runScores(table: Pick<RunTable, 'runs'>, agent: string, score: RunScore = finalSuccess): number[] {
  const own = table.runs.filter((run) => run.agent === agent);
  if (own.length === 0) return [];
  checkAgents('runScores', own);
  return armRuns({ runs: own }, armOf(own[0])).map(score);
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
