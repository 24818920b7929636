/** The options of commands that execute notebooks before they do something with them. */

import type { Command } from 'commander';
import { parseNotebookScale } from '../notebook/index.js';
import { type ExecutedNotebooks, executeNotebooks } from './executeNotebooks.js';
import { parseSeconds } from './parseSeconds.js';

/** What was said of the execution. */
export interface ExecutionOptions {
  readonly scale: string;
  readonly timeout: number;
  readonly execute: boolean;
}

/**
 * Adds `--scale`, `--timeout` and `--no-execute`.
 *
 * @param command to which
 * @param scale that is usual there
 * @param otherwise what `--no-execute` does
 * @returns the command
 */
export function withExecutionOptions(command: Command, scale: string, otherwise: string): Command {
  return command
    .option('--scale <scale>', 'smoke, quick or full', scale)
    .option('--timeout <seconds>', 'limit for a single cell', parseSeconds, 1800)
    .option('--no-execute', otherwise);
}

/**
 * Executes notebooks, unless `--no-execute` was said.
 *
 * @param files the notebooks
 * @param options what was said
 * @param folder where executed ones are written
 * @param before where they lie executed already, with `--no-execute`; they themselves by default
 * @returns executed notebooks and failures
 * @throws Error as {@link executeNotebooks}
 */
export async function executedAsAsked(
  files: readonly string[],
  { scale, timeout, execute }: ExecutionOptions,
  folder: string,
  before: (files: readonly string[]) => readonly string[] = (all) => all,
): Promise<ExecutedNotebooks> {
  if (!execute) return { executed: before(files), failures: [] };
  return executeNotebooks(files, folder, parseNotebookScale(scale), timeout);
}
