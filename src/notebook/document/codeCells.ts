/** The cells of a notebook that are executed. */

import { joinText, type Notebook, type NotebookCell } from './notebookFile.js';

/**
 * The code cells that hold anything.
 *
 * @param notebook the notebook
 * @returns its cells themselves, in order
 */
export function codeCells(notebook: Notebook): NotebookCell[] {
  return notebook.cells.filter((cell) => cell.cell_type === 'code' && joinText(cell.source).trim() !== '');
}

/**
 * A cell's name for people.
 *
 * @param cell a code cell
 * @returns its first line that is no import, without the marks of a comment
 */
export function titleOf(cell: NotebookCell): string {
  const lines = joinText(cell.source).split('\n');
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('import ')) ?? lines[0]!;
  return first.replace(/^\/\/\s*/, '').trim();
}
