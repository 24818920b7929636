/** Running a notebook with a line for each cell on the console. */

import {
  type CellProgress,
  formatDuration,
  type NotebookRun,
  type NotebookScale,
  runNotebook,
} from '../notebook/index.js';

/**
 * Runs a notebook and says how it goes.
 *
 * @param input the notebook
 * @param output the executed notebook
 * @param options scale, time limit for a cell in seconds, interrupt
 * @returns how it went
 * @throws Error as {@link runNotebook}
 */
export async function executeNotebook(
  input: string,
  output: string,
  options: { readonly scale: NotebookScale; readonly timeoutSeconds: number; readonly signal?: AbortSignal },
): Promise<NotebookRun> {
  console.log(`${input} (scale ${options.scale})`);
  const run = await runNotebook({ ...options, input, output, onProgress: (progress) => printCell(progress) });
  const ending = run.failure ? `failed at cell ${run.failure.cell}: ${run.failure.message}` : 'done';
  console.log(`${output}: ${ending}, ${formatDuration(run.seconds)}`);
  return run;
}

// On a terminal the line of the running cell is overwritten by its result; in a log only results are lines.
function printCell({ cell, cells, title, result }: CellProgress): void {
  const line = `  cell ${cell} of ${cells}  ${title.slice(0, 60)}`;
  if (!result) {
    if (process.stdout.isTTY) process.stdout.write(line);
    return;
  }
  if (process.stdout.isTTY) process.stdout.write('\r');
  console.log(`${line}  ${result.status} ${formatDuration(result.seconds)}`);
}
