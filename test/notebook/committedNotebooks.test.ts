import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readNotebook, stripNotebook } from '../../src/notebook/index.js';

const FOLDER = fileURLToPath(new URL('../../notebooks', import.meta.url));
const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const notebooks = [FOLDER, FIXTURES].flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (file.endsWith('.ipynb') ? [join(folder, file)] : []))
    : [],
);
const lengthOf = (source: string | readonly string[]) => [source].flat().join('').split('\n').length;

it.each(notebooks)('%s is committed without outputs, names the kernel and has short cells', (path) => {
  const notebook = readNotebook(path);
  expect(notebook).toEqual(stripNotebook(notebook));
  expect(notebook.metadata.kernelspec).toMatchObject({ name: 'tslab' });
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  for (const cell of notebook.cells.filter((cell) => cell.cell_type === 'code')) {
    expect(lengthOf(cell.source), `cell ${cell.id}: what is longer is a library function`).toBeLessThanOrEqual(18);
  }
});

it('stripping removes what a run put in and nothing else', () => {
  const cell = {
    id: 'a',
    cell_type: 'code' as const,
    source: '1',
    metadata: { tags: ['x'], execution: { 'iopub.status.busy': 'now' } },
    outputs: [{ output_type: 'stream' as const, name: 'stdout', text: 'out' }],
    execution_count: 3,
  };
  const text = { id: 'b', cell_type: 'markdown' as const, source: 'text', metadata: {} };
  const metadata = { kernelspec: { name: 'tslab' }, dawnlab: { scale: 'quick' }, language_info: {} };
  expect(stripNotebook({ cells: [cell, text], metadata, nbformat: 4, nbformat_minor: 5 })).toEqual({
    cells: [{ ...cell, metadata: { tags: ['x'] }, outputs: [], execution_count: null }, text],
    metadata: { kernelspec: { name: 'tslab' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
});
