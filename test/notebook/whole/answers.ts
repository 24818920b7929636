import { notebookExercises } from '../../../src/notebook/index.js';

/** What a reader writes in the place of `undefined`, by notebook and cell: the solutions that its exercises show. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  [...new Set(notebookExercises().map(({ notebook }) => notebook))].map((name) => {
    const own = notebookExercises().filter(({ notebook }) => notebook === name);
    return [name, Object.fromEntries(own.map(({ cell, solution = '' }) => [cell, solution]))];
  }),
);
