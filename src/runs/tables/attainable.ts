/** What a run could have scored: the range that a verdict must be able to leave. */

import type { RecordedRun } from './runTable.js';
import type { RunScore } from './scores.js';

/** The lowest and the highest that a run could have scored. */
export type ScoreBounds = (run: RecordedRun) => readonly [low: number, high: number];

/**
 * A run as it would be had all of its evaluations after the first update come to one success. Those before it stay: until
 * then an agent is its base policy, whatever it learns later.
 *
 * @param run recorded run
 * @param success 0 for a run that never succeeds again, 1 for one that always does
 * @returns the run, its curve changed
 */
export function hadItSucceeded(run: RecordedRun, success: number): RecordedRun {
  const { updates } = run.curve;
  const values = run.curve.success.map((value, i) => (updates[i] > 0 ? success : value));
  return { ...run, curve: { ...run.curve, success: values } };
}

/**
 * The bounds of a score that rises, or falls, with every evaluation: an area, a final success, a loss, a time to a
 * threshold. They are the scores of a run that always fails and of one that always succeeds from its first update on.
 *
 * @param score what counts of a run
 * @returns the bounds, which are equal for a run that never learned; calling them throws a RangeError where the score does
 * not depend on success at all
 */
export function attainable(score: RunScore): ScoreBounds {
  return (run) => {
    const ends = [0, 1].map((success) => score(hadItSucceeded(run, success)));
    if (ends[0] === ends[1] && run.curve.updates.some((updates) => updates > 0))
      throw new RangeError(
        `attainable: the score of ${run.agent}, seed ${run.seed}, is ${ends[0]} whether it always fails or always ` +
          'succeeds. A diagnostic has bounds of its own: give them, for instance () => [0, Infinity].',
      );
    return [Math.min(...ends), Math.max(...ends)];
  };
}
