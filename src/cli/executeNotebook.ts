/** Running a notebook with a line for each cell on the console. */

import {
  type CellProgress,
  formatDuration,
  type NotebookRun,
  type NotebookScale,
  type RunNotebookOptions,
  runNotebook,
} from '../notebook/index.js';

/** Seconds between two lines about the same cell where lines cannot be overwritten. */
const LOG_INTERVAL = 15;

/**
 * Runs a notebook and says how it goes.
 *
 * @param input the notebook
 * @param output the executed notebook
 * @param options scale, time limit for a cell in seconds, interrupt, knobs that are set
 * @returns how it went
 * @throws Error as {@link runNotebook}
 */
export async function executeNotebook(
  input: string,
  output: string,
  options: Pick<RunNotebookOptions, 'timeoutSeconds' | 'signal' | 'knobs'> & { readonly scale: NotebookScale },
): Promise<NotebookRun> {
  console.log(`${input} (scale ${options.scale})`);
  const run = await runNotebook({ ...options, input, output, onProgress: cellPrinter() });
  if (run.failure?.traceback) console.error(run.failure.traceback);
  const ending = run.failure ? `failed at cell ${run.failure.cell}: ${run.failure.message}` : 'done';
  console.log(`${output}: ${ending}, ${formatDuration(run.seconds)}`);
  return run;
}

// On a terminal the line of the running cell is overwritten; in a log a long cell gets a line now and then.
function cellPrinter(): (progress: CellProgress) => void {
  const terminal = process.stdout.isTTY;
  let printedAt = performance.now();
  const print = (line: string) => {
    console.log(line);
    printedAt = performance.now();
  };
  return ({ cell, cells, title, bar, result }) => {
    const place = `  cell ${cell} of ${cells}`;
    const line = bar ? `${place}  ${bar}` : `${place}  ${title.slice(0, 60)}`;
    if (terminal) process.stdout.write(`\r\u001b[K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
    else if (bar && performance.now() - printedAt > 1000 * LOG_INTERVAL) print(line);
    if (!result) return;
    if (terminal) process.stdout.write('\r\u001b[K');
    print(`${line}  ${result.status} ${formatDuration(result.seconds)}`);
  };
}
