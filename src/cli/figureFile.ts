/** A figure in a file: a page, a picture, or plotly's JSON. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder, writeFileAtomic } from '../files/index.js';
import { type CellOutput, type Notebook, publishNotebooks, writeNotebook } from '../notebook/index.js';
import type { Figure } from '../plots/index.js';

/** What stands around a figure on its page. */
export interface FigureText {
  readonly title: string;
  /** TypeScript that makes the figure. */
  readonly source: string;
  /** Markdown below it: where the numbers come from. */
  readonly notes: string;
}

type Write = (figure: Figure, file: string, text: FigureText) => Promise<void>;

const RENDERER = fileURLToPath(new URL('../../scripts/render-figure.mjs', import.meta.url));

/** The page is a notebook of one executed cell, so it shows the code that made the figure. */
const writePage: Write = async (figure, file, { title, source, notes }) => {
  const plotly = { data: figure.data, layout: figure.layout };
  const output: CellOutput = {
    output_type: 'display_data',
    data: { 'application/vnd.plotly.v1+json': plotly },
    metadata: {},
  };
  const markdown = (text: string) => ({ cell_type: 'markdown' as const, source: text, metadata: {} });
  const cell = { cell_type: 'code' as const, source, metadata: {}, outputs: [output], execution_count: null };
  const cells = [markdown(`# ${title}`), cell, markdown(notes)];
  const notebook: Notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-figure-'));
  try {
    const path = join(folder, 'figure.ipynb');
    writeNotebook(path, notebook);
    await publishNotebooks({ inputs: [path], output: file });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const writePicture: Write = async (figure, file) => {
  if (!existsSync(RENDERER))
    throw new Error('Pictures are drawn by scripts/render-figure.mjs, which only a clone has; write .html or .json.');
  const { renderFigure } = await import(RENDERER);
  const faults: string[] = await renderFigure(figure, file);
  // Plotly also lists keys that it does not use, such as a grid's colour where the grid is hidden.
  for (const fault of faults) if (!fault.endsWith('did not get coerced')) console.error(`plotly: ${fault}`);
};

const writeJson: Write = async (figure, file) => writeFileAtomic(file, `${JSON.stringify(figure)}\n`);

const WRITERS: Readonly<Record<string, Write>> = {
  '.html': writePage,
  '.json': writeJson,
  '.png': writePicture,
  '.svg': writePicture,
};

/**
 * Writes a figure in the format that the file's name says.
 *
 * @param figure a plotly specification
 * @param file path ending in .html (self-contained), .json, .png or .svg (these two need a Chromium)
 * @param text what stands around it on a page
 * @throws Error naming the formats that there are, or what drawing a picture lacks
 */
export async function writeFigure(figure: Figure, file: string, text: FigureText): Promise<void> {
  const write = WRITERS[extname(file)];
  if (!write) throw new Error(`'${file}' must end in ${Object.keys(WRITERS).join(', ')}.`);
  makeFolder(dirname(file));
  await write(figure, file, text);
}
