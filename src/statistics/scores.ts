/** Scores by run, or by task and run: the two shapes that the aggregate statistics take. */

import { checkSample } from './checks.js';

/**
 * One score for each run of one task, `[0.9, 0.85, …]`, or that for each of several tasks, `[[…], […]]`.
 * A run is one training seed; the evaluation episodes inside it are averaged beforehand.
 */
export type Scores = readonly number[] | readonly (readonly number[])[];

/**
 * The scores as a list of tasks, checked: at least one task, at least one run in each, every score finite.
 *
 * @param caller name of the public function, for errors
 * @param scores scores of one task or of several
 * @param minimum fewest runs that each task must have
 * @returns scores[task][run]
 * @throws RangeError on an empty or non-finite sample
 */
export function asTasks(caller: string, scores: Scores, minimum = 1): readonly (readonly number[])[] {
  const isNested = scores.length > 0 && Array.isArray(scores[0]);
  const tasks = (isNested ? scores : [scores]) as readonly (readonly number[])[];
  for (const runs of tasks) checkSample(caller, runs, minimum);
  return tasks;
}
