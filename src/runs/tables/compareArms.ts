/** Two arms by a score: what a verdict on them needs. */

import { type Contrast, type DifferenceMethod, difference, speedContrast } from '../../statistics/index.js';
import { armMarks } from './armMarks.js';
import { armOf, armText } from './arms.js';
import { attainable, hadItSucceeded, type ScoreBounds } from './attainable.js';
import type { RecordedRun } from './runTable.js';
import type { RunScore } from './scores.js';
import { type RunAxis, successCurve } from './successCurve.js';

/** A comparison of arms, to be spread into a claim of `familyVerdicts`. */
export interface ArmComparison {
  readonly contrast: Contrast;
  /** The lowest and highest estimate, had our arm always failed or always succeeded once it learned; theirs as it was. */
  readonly possible: readonly [low: number, high: number];
  /** Runs of the arm that has fewer; of pairs, their number. */
  readonly runs: number;
  /** What is wrong with runs of either arm: they count, and a reader must know. */
  readonly marks: readonly string[];
}

/** Runs of an arm on one task, or on each of several. */
export type ArmRuns = readonly RecordedRun[] | readonly (readonly RecordedRun[])[];

/** How to compare. */
export interface CompareOptions {
  /** Default `iqm`. With `paired`, runs are matched by their seeds, and those that only one arm has are left out. */
  readonly method?: DifferenceMethod;
  /** What a run could have scored; by default what {@link attainable} says, which holds for scores of success. */
  readonly bounds?: ScoreBounds;
}

const tasksOf = (runs: ArmRuns): readonly (readonly RecordedRun[])[] =>
  (Array.isArray(runs[0]) ? runs : [runs]) as readonly (readonly RecordedRun[])[];

/** The runs of either arm whose seeds both have, in the order of seeds. */
function matched(ours: readonly RecordedRun[], theirs: readonly RecordedRun[]): (readonly RecordedRun[])[] {
  const shared = (own: typeof ours, other: typeof ours) =>
    own.filter((run) => other.some(({ seed }) => seed === run.seed)).sort((a, b) => a.seed - b.seed);
  return [shared(ours, theirs), shared(theirs, ours)];
}

/** What is wrong with the runs of arms, by their names; with the task where there are several. */
function marksOf(arms: readonly (readonly RecordedRun[])[]): string[] {
  const tasks = new Set(arms.flat().map(({ start }) => start.task));
  return arms.flatMap((runs) => {
    if (runs.length === 0) return [];
    const { agent, variant } = armOf(runs[0]);
    const name = armText({ agent, variant });
    return armMarks({ [tasks.size > 1 ? `${name}, ${runs[0].start.task}` : name]: runs });
  });
}

/**
 * How much higher one arm scores than another, with the range that this could have had. The range is that of our arm, at
 * the other as it was recorded: a claim that ours could not have won, or not lost, is so found out.
 *
 * @param ours runs of the arm that the claim is about, or those on each of several tasks
 * @param theirs runs of the arm that it is compared with, on the same tasks
 * @param score what counts of a run
 * @param options method, bounds of the score
 * @returns the difference as a contrast, its possible range, the number of runs, and what is wrong with some of them
 * @throws RangeError on an arm without runs, scores that are not finite, or as {@link attainable}
 * @example
 * const compared = compareArms(armRuns(table, dawn), armRuns(table, vanilla), areaUnderCurve);
 * const [decided] = familyVerdicts([{ claim: 'DAWN learns faster.', direction: 'above', margin: 0, ...compared }]);
 */
export function compareArms(
  ours: ArmRuns,
  theirs: ArmRuns,
  score: RunScore,
  { method = 'iqm', bounds = attainable(score) }: CompareOptions = {},
): ArmComparison {
  const all = [tasksOf(ours), tasksOf(theirs)];
  const [a, b] = method === 'paired' ? matched(all[0].flat(), all[1].flat()).map((runs) => [runs]) : all;
  const scoresOf = (tasks: typeof a, of: RunScore) => tasks.map((runs) => runs.map(of));
  const other = scoresOf(b, score);
  const against = (of: RunScore) => difference(scoresOf(a, of), other, { method });
  const extreme = (end: 0 | 1) =>
    boundedDifference(
      scoresOf(a, (run) => bounds(run)[end]),
      other,
      method,
    );
  return {
    contrast: against(score),
    possible: [extreme(0), extreme(1)],
    runs: Math.min(...[...a, ...b].map(({ length }) => length)),
    marks: marksOf([...a, ...b]),
  };
}

/** The difference's estimate, at scores that may be infinite. */
function boundedDifference(scores: number[][], other: number[][], method: DifferenceMethod): number {
  const unbounded = scores.flat().find((score) => !Number.isFinite(score));
  return unbounded ?? difference(scores, other, { method }).estimate;
}

/**
 * How many times sooner one arm's mean curve crosses a threshold than another's, with the range that this could have had:
 * from 0, never, to what a mean curve would reach that is 1 from the first evaluation after an update.
 *
 * @param ours runs of the arm that the claim is about
 * @param theirs runs of the arm that it is compared with, on the same task
 * @param threshold success rate, in (0, 1]
 * @param axis what time is counted in; chunk transitions by default, warmup included
 * @returns the ratio as a contrast, above 1 where ours is sooner; its possible range, the number of runs, and what is wrong with
 * some of them
 * @throws RangeError on an arm without runs, or a malformed curve
 */
export function compareSpeed(
  ours: readonly RecordedRun[],
  theirs: readonly RecordedRun[],
  threshold: number,
  axis: RunAxis = 'chunks',
): ArmComparison {
  const curvesOf = (runs: readonly RecordedRun[]) => runs.map((run) => successCurve(run, axis));
  const against = (runs: readonly RecordedRun[]) => speedContrast(curvesOf(runs), curvesOf(theirs), threshold);
  const best = against(ours.map((run) => hadItSucceeded(run, 1))).estimate;
  return {
    contrast: against(ours),
    possible: [0, Number.isNaN(best) ? Infinity : best],
    runs: Math.min(ours.length, theirs.length),
    marks: marksOf([ours, theirs]),
  };
}
