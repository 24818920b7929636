/** Running several notebooks, one after the other. */

import { basename, join } from 'node:path';
import { interruptSignal } from '../files/index.js';
import type { NotebookScale } from '../notebook/index.js';
import { executeNotebook } from './executeNotebook.js';

/** What came of it. */
export interface ExecutedNotebooks {
  /** The executed notebooks, also those that failed, with what they have. */
  readonly executed: readonly string[];
  /** One line for each that failed. */
  readonly failures: readonly string[];
}

/**
 * Executes notebooks until the last, or until Ctrl-C.
 *
 * @param inputs the notebooks
 * @param folder where executed ones are written, under the same names
 * @param scale how much they compute
 * @param timeoutSeconds limit for a single cell
 * @returns the executed notebooks and the failures
 * @throws Error as {@link executeNotebook}
 */
export async function executeNotebooks(
  inputs: readonly string[],
  folder: string,
  scale: NotebookScale,
  timeoutSeconds: number,
): Promise<ExecutedNotebooks> {
  const signal = interruptSignal();
  const executed: string[] = [];
  const failures: string[] = [];
  for (const input of inputs) {
    const output = join(folder, basename(input));
    const run = await executeNotebook(input, output, { scale, timeoutSeconds, signal });
    executed.push(output);
    if (run.failure) failures.push(`${input}, cell ${run.failure.cell}: ${run.failure.message}`);
    if (signal.aborted) break;
  }
  return { executed, failures };
}
