/** Whether a run that was made again is one more of its arm, where the bits are not the same. */

import { type Interval, toleranceInterval } from '../../statistics/index.js';
import { armRuns } from './armRuns.js';
import { armOf } from './arms.js';
import type { TableRun } from './chooseRuns.js';
import type { RecordedRun } from './runTable.js';
import { finalSuccess } from './scores.js';

/** Share of an arm's runs that the interval is to hold. */
const SHARE = 0.95;

/** A score beside those of the arm that it should be of. */
export interface WithinArm {
  readonly score: number;
  /** Where 95 % of the arm's runs lie, with a confidence of 95 %. */
  readonly runs: Interval;
  readonly isWithin: boolean;
}

/**
 * The final success of a run that was made again, among the recorded runs of its arm.
 *
 * @param chosen the recorded run and its table
 * @param recomputed the run that was made again
 * @returns score, interval, whether it lies within; undefined where the arm has fewer than three runs
 */
export function withinArm({ table, run }: TableRun, recomputed: RecordedRun): WithinArm | undefined {
  const scores = armRuns(table, armOf(run)).map(finalSuccess);
  if (scores.length < 3) return undefined;
  const runs = toleranceInterval(scores, SHARE);
  const score = finalSuccess(recomputed);
  return { score, runs, isWithin: score >= runs.low && score <= runs.high };
}
