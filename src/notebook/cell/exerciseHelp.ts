/** Hints and solutions of the notebooks' exercises, from the file beside the notebooks. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from '../../files/index.js';
import { escapeHtml } from './escapeHtml.js';

/** Help for one exercise. */
export interface ExerciseHelp {
  /** One after the other, each says more. */
  readonly hints?: readonly string[];
  /** Source of an answer. */
  readonly solution?: string;
}

/** An exercise of the library's notebooks. */
export interface NotebookExercise extends ExerciseHelp {
  /** The notebook's name. */
  readonly notebook: string;
  /** Id of its cell. */
  readonly cell: string;
  /** As `checkExercise` gets it; no two have the same. */
  readonly name: string;
}

const FILE = fileURLToPath(new URL('../../../notebooks/exercises.json', import.meta.url));
const text = z.string();
const form: z.ZodType<readonly NotebookExercise[]> = z.array(
  z.strictObject({ notebook: text, cell: text, name: text, hints: z.array(text), solution: text }),
);

/**
 * The exercises of the library's notebooks.
 *
 * @returns all, in the order of the notebooks
 */
export function notebookExercises(): readonly NotebookExercise[] {
  if (!existsSync(FILE)) return [];
  return readJson(FILE, form, {
    kind: 'list of exercises',
    advice: 'Restore it: git checkout notebooks/exercises.json.',
  });
}

/**
 * Help folded into one another: a hint opens on a click and has the next one in it, and the last one the solution.
 *
 * @param help hints and solution
 * @returns HTML; empty where there are neither
 */
export function foldedHelp({ hints = [], solution }: ExerciseHelp): string {
  const fold = (title: string, body: string) =>
    `<details style="margin:.3em 0"><summary style="cursor:pointer">${title}</summary>${body}</details>`;
  const code = solution === undefined ? '' : `<pre style="white-space:pre-wrap">${escapeHtml(solution)}</pre>`;
  const last = code && fold('Solution', code);
  return hints.reduceRight((inner, hint, i) => fold(`Hint ${i + 1}`, `<div>${escapeHtml(hint)}</div>${inner}`), last);
}
