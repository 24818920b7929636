/** Which exercises a reader has solved: kept with the runs of the project. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeFileAtomic } from '../../files/index.js';
import { keptRunsFolder } from './keptRunsFolder.js';

/** Times at which exercises were solved first, ISO 8601, by their names. */
export type SolvedExercises = Readonly<Record<string, string>>;

const form = z.record(z.string(), z.string());
const fileOf = (folder?: string) => join(keptRunsFolder(folder), 'exercises.json');

/**
 * What was solved.
 *
 * @param folder where the notebooks lie; the working directory by default
 * @returns times by names
 */
export function solvedExercises(folder?: string): SolvedExercises {
  const file = fileOf(folder);
  if (!existsSync(file)) return {};
  return readJson(file, form, { kind: 'list of solved exercises', advice: 'Remove it; what is solved is noted anew.' });
}

/**
 * Notes an exercise as solved.
 *
 * @param name as `checkExercise` gets it
 * @param folder where the notebook lies; the working directory by default
 */
export function noteSolved(name: string, folder?: string): void {
  const solved = { [name]: new Date().toISOString(), ...solvedExercises(folder) };
  writeFileAtomic(fileOf(folder), `${JSON.stringify(solved, null, 1)}\n`);
}
