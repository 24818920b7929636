/** Executes a whole notebook in a kernel, at the smoke scale, with a knob turned. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readNotebook, runNotebook, writeNotebook } from '../../../src/notebook/index.js';
import { codeCells, turned } from './cells.js';
import { outputBundles, type Shown, shownOf } from './execution.js';

/**
 * Executes it.
 *
 * @param path the notebook
 * @param knob what to turn; nothing by default
 * @param value source of its new value
 * @returns what each cell showed
 * @throws Error with the message of the cell that failed
 */
export async function executeWhole(path: string, knob?: string, value = ''): Promise<Shown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-knobs-'));
  const [input, output] = ['in.ipynb', 'out.ipynb'].map((file) => join(folder, file)) as [string, string];
  try {
    const notebook = readNotebook(path);
    const cells = codeCells(path);
    const sources = new Map((knob ? turned(cells, knob, value) : cells).map(({ id, source }) => [id, source]));
    const written = notebook.cells.map((cell) => ({ ...cell, source: sources.get(cell.id ?? '') ?? cell.source }));
    writeNotebook(input, { ...notebook, cells: written });
    const cwd = dirname(path);
    const { failure } = await runNotebook({ input, output, cwd, scale: 'smoke', timeoutSeconds: 600 });
    if (failure) throw new Error(`cell ${failure.cell}, ${failure.title}: ${failure.message}`);
    return readNotebook(output).cells.map(({ id = '', outputs = [] }) => shownOf(id, outputBundles(outputs)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
