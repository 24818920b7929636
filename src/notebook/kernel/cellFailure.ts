/** What of a run of cells did not end well. */

import { codeCells, titleOf } from '../document/codeCells.js';
import type { Notebook } from '../document/notebookFile.js';
import type { CellResult } from './runCell.js';

/** A cell that failed. */
export interface CellFailure {
  /** Number of the code cell, from 1. */
  readonly cell: number;
  readonly title: string;
  readonly message: string;
  readonly traceback?: string;
}

/**
 * Whether a cell ended well.
 *
 * @param result what came of it
 * @returns true for status `ok`
 */
export function isWell({ status }: CellResult): boolean {
  return status === 'ok';
}

/**
 * The first cell that failed, or that a run was stopped before.
 *
 * @param notebook the notebook
 * @param results what came of its code cells, as far as the run went
 * @returns the failure; undefined where all ended well
 */
export function firstFailure(notebook: Notebook, results: readonly CellResult[]): CellFailure | undefined {
  const cells = codeCells(notebook);
  const failed = results.findIndex((result) => !isWell(result));
  if (failed < 0 && results.length === cells.length) return undefined;
  const index = failed < 0 ? results.length : failed;
  const message = results[index]?.message ?? 'the run was interrupted before this cell';
  return { cell: index + 1, title: titleOf(cells[index]!), message, traceback: results[index]?.traceback };
}
