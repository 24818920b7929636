/** Notebooks as they are committed: without outputs. */

import type { Notebook, NotebookCell } from './notebookFile.js';

/** Metadata that a run leaves in a cell or in the notebook. */
const RUN_METADATA = ['execution', 'dawnlab', 'language_info', 'widgets'];

/**
 * A notebook without what a run put into it: outputs, numbers, times, provenance.
 *
 * @param notebook any notebook
 * @returns a copy; text, cell ids and the author's metadata stay
 */
export function stripNotebook(notebook: Notebook): Notebook {
  return { ...notebook, metadata: withoutRun(notebook.metadata), cells: notebook.cells.map(stripCell) };
}

function stripCell(cell: NotebookCell): NotebookCell {
  const metadata = withoutRun(cell.metadata);
  return cell.cell_type === 'code' ? { ...cell, metadata, outputs: [], execution_count: null } : { ...cell, metadata };
}

function withoutRun(metadata: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !RUN_METADATA.includes(name)));
}
