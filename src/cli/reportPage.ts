/** A page of text, tables and figures that needs nothing from outside. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../files/index.js';
import { type CellOutput, type NotebookCell, publishNotebooks, writeNotebook } from '../notebook/index.js';
import type { Figure } from '../plots/index.js';

/** A part of a page: Markdown, or a figure with the TypeScript that makes it. */
export type PagePart = string | { readonly figure: Figure; readonly source: string };

/** The page is a notebook of executed cells, so that it looks and prints like every other. */
function cellOf(part: PagePart): NotebookCell {
  if (typeof part === 'string') return { cell_type: 'markdown', source: part, metadata: {} };
  const { figure, source } = part;
  const plotly = { data: figure.data, layout: figure.layout };
  const output: CellOutput = {
    output_type: 'display_data',
    data: { 'application/vnd.plotly.v1+json': plotly },
    metadata: {},
  };
  return { cell_type: 'code', source, metadata: {}, outputs: [output], execution_count: null };
}

/**
 * Writes a page.
 *
 * @param file path of the HTML file; its folder is made when missing
 * @param parts from top to bottom; the first heading is the title
 */
export async function writeReportPage(file: string, parts: readonly PagePart[]): Promise<void> {
  makeFolder(dirname(file));
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-page-'));
  try {
    const path = join(folder, 'page.ipynb');
    writeNotebook(path, { cells: parts.map(cellOf), metadata: {}, nbformat: 4, nbformat_minor: 5 });
    await publishNotebooks({ inputs: [path], output: file });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cellText = (value: unknown) =>
  String(value ?? '–')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');

/**
 * Rows as a table in Markdown.
 *
 * @param rows records with the same keys
 * @returns the table; an empty text without rows
 */
export function markdownTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  if (rows.length === 0) return '';
  const names = Object.keys(rows[0]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(names.map((name) => cellText(row[name]))));
  return [line(names.map(cellText)), line(names.map(() => '---')), ...body].join('\n');
}
