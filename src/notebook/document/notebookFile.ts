/** Notebook files, nbformat 4. */

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { checkForm, parseJson, readText, writeFileAtomic } from '../../files/index.js';
import { notebookForm } from './notebookForm.js';

/** Text as nbformat stores it: one string or a list of lines. */
type MultilineText = string | readonly string[];

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

/** A notebook as others may have written it: `metadata` may be missing. */
type WrittenNotebook = Partial<Notebook> & {
  readonly cells: readonly (Omit<NotebookCell, 'metadata'> & Partial<Pick<NotebookCell, 'metadata'>>)[];
};
const form = notebookForm as unknown as z.ZodType<WrittenNotebook>;

const NOTEBOOK = { kind: 'notebook of format 4', advice: 'Open and save it in JupyterLab, or execute it again.' };

/** U+FFFD is what broken bytes are read as; a notebook may also hold it in earnest, as plotly.js in its outputs does. */
function notebookText(path: string): string {
  const text = readText(path, NOTEBOOK);
  return text.includes('\uFFFD') && isUtf8(readFileSync(path)) ? text.replaceAll('\uFFFD', '\\ufffd') : text;
}

/**
 * Reads a notebook and brings it to nbformat 4.5 (every cell has an id).
 *
 * @param path the .ipynb file
 * @returns the notebook
 * @throws DamagedFileError when it is no notebook of format 4; the file system's error when there is none
 */
export function readNotebook(path: string): Notebook {
  const notebook = checkForm(parseJson(notebookText(path), path, NOTEBOOK), form, path, NOTEBOOK);
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
