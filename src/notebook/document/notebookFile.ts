/** Notebook files, nbformat 4. */

import { readFileSync } from 'node:fs';
import { writeFileAtomic } from '../../files/index.js';

/** Text as nbformat stores it: one string or a list of lines. */
export type MultilineText = string | readonly string[];

/** An output of a code cell. */
export type CellOutput =
  | { output_type: 'stream'; name: string; text: MultilineText }
  | { output_type: 'display_data'; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | {
      output_type: 'execute_result';
      data: Record<string, unknown>;
      metadata: Record<string, unknown>;
      execution_count: number | null;
    }
  | { output_type: 'error'; ename: string; evalue: string; traceback: readonly string[] };

/** A cell; `outputs` and `execution_count` only on code cells, `attachments` only on the others. */
export interface NotebookCell {
  id?: string;
  cell_type: 'code' | 'markdown' | 'raw';
  source: MultilineText;
  metadata: Record<string, unknown>;
  outputs?: CellOutput[];
  execution_count?: number | null;
  /** Pasted pictures: by name, by MIME type, in base64. */
  attachments?: Record<string, Record<string, unknown>>;
}

/** A notebook. */
export interface Notebook {
  cells: NotebookCell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

/**
 * Joins nbformat text.
 *
 * @param text one string or lines
 * @returns one string; empty for undefined
 */
export function joinText(text: unknown): string {
  if (Array.isArray(text)) return text.join('');
  return typeof text === 'string' ? text : '';
}

/**
 * Splits text into lines as nbformat wants them: each keeps its line end, so that a diff shows single lines.
 *
 * @param text any text
 * @returns the lines
 */
export function splitText(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Reads a notebook and brings it to nbformat 4.5 (every cell has an id).
 *
 * @param path the .ipynb file
 * @returns the notebook
 * @throws Error if the file is missing, is no JSON or no notebook of format 4
 */
export function readNotebook(path: string): Notebook {
  const notebook = parse(path) as Partial<Notebook>;
  if (!Array.isArray(notebook.cells) || notebook.nbformat !== 4) {
    throw new Error(
      `${path} is not a notebook of format 4: it has nbformat ${notebook.nbformat}. Open and save it in JupyterLab.`,
    );
  }
  const cells = notebook.cells.map((cell, index) => ({
    ...cell,
    id: cell.id ?? `cell-${index}`,
    metadata: cell.metadata ?? {},
  }));
  return { cells, metadata: { ...notebook.metadata }, nbformat: 4, nbformat_minor: 5 };
}

/**
 * Writes a notebook; a reader sees the old file or the new one, never half of it.
 *
 * @param path the .ipynb file; its folder is made
 * @param notebook what to write
 */
export function writeNotebook(path: string, notebook: Notebook): void {
  writeFileAtomic(path, `${JSON.stringify(notebook, null, 1)}\n`);
}

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not a notebook: it holds no valid JSON (${(error as Error).message}).`);
  }
}
