/** `dawnlab progress`: which exercises are solved, notebook by notebook. */

import { Command } from 'commander';
import { notebookExercises, solvedExercises } from '../../notebook/index.js';
import { printResult } from '../printResult.js';

/**
 * The command.
 *
 * @returns `progress`
 */
export function progressCommand(): Command {
  return new Command('progress')
    .description('which exercises of the notebooks are solved in this project')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(progress);
}

function progress({ json }: { readonly json?: boolean }): void {
  const solved = solvedExercises();
  const all = notebookExercises().map(({ notebook, name }) => ({ notebook, name, solvedAt: solved[name] }));
  for (const notebook of new Set(all.map((exercise) => exercise.notebook))) {
    const own = all.filter((exercise) => exercise.notebook === notebook);
    console.log(`${notebook}: ${own.filter(({ solvedAt }) => solvedAt).length} of ${own.length}`);
    for (const { name, solvedAt } of own)
      console.log(`  ${solvedAt ? `✓ ${name}, ${solvedAt.slice(0, 10)}` : `○ ${name}`}`);
  }
  if (json) printResult({ exercises: all });
}
