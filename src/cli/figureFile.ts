/** A figure in a file: a page, a picture, or plotly's JSON. */

import { existsSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder, writeFileAtomic } from '../files/index.js';
import type { Figure } from '../plots/index.js';
import { writeReportPage } from './reportPage.js';

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

const writePage: Write = (figure, file, { title, source, notes }) =>
  writeReportPage(file, [`# ${title}`, { figure, source }, notes]);

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
