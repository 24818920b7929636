/** Exercises with a checker, stepwise hints and a folded solution. */

import { isWatched } from './audience.js';
import { display } from './display.js';
import { type ExerciseHelp, foldedHelp, notebookExercises } from './exerciseHelp.js';
import { noteSolved } from './exerciseProgress.js';
import { noticeBox } from './noticeBox.js';

/** What a test says about an answer: true, or what is still missing (a hint, or false for none). */
export type ExerciseResult = boolean | string;

/**
 * Checks an answer and shows a box: passed, or not yet with what is missing, hints that open one after the other, and a
 * solution behind the last one. It never throws, so that a notebook whose exercises are still empty runs through. What is
 * solved is noted: `dawnlab progress` lists it.
 *
 * @param name what the exercise asks, in a few words
 * @param answer the reader's value or function; undefined counts as "not tried"
 * @param test returns true if the answer is right, else a hint; what it throws becomes the hint
 * @param help hints and solution; those of the library's notebooks are found by the name
 * @returns whether it passed
 * @example
 * await checkExercise('bounded residual', compose(base, residual), (sum) => sum <= 1 || 'Actions end at 1: clip the sum.');
 */
export async function checkExercise<Answer>(
  name: string,
  answer: Answer | undefined,
  test: (answer: Answer) => ExerciseResult | Promise<ExerciseResult>,
  help: ExerciseHelp = notebookExercises().find((exercise) => exercise.name === name) ?? {},
): Promise<boolean> {
  const result = await judge(answer, test);
  const passed = result === true;
  const heading = passed ? `✓ ${name}: passed` : `○ ${name}: not yet`;
  const lines = typeof result === 'string' ? [result] : [];
  if (passed && isWatched()) noteSolved(name);
  display({
    'text/html': noticeBox(passed ? 'good' : 'open', heading, lines, passed ? '' : foldedHelp(help)),
    'text/plain': [heading, ...lines].join('\n  '),
  });
  return passed;
}

async function judge<Answer>(
  answer: Answer | undefined,
  test: (answer: Answer) => ExerciseResult | Promise<ExerciseResult>,
): Promise<ExerciseResult> {
  try {
    if (answer === undefined) return 'Replace undefined by your answer and run this cell again.';
    return await test(answer);
  } catch (error) {
    return `It stopped with: ${error instanceof Error ? error.message : String(error)}`;
  }
}
