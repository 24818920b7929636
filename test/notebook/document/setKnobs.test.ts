import { expect, it } from 'vitest';
import { setKnob, setKnobs } from '../../../src/notebook/document/setKnobs.js';
import type { NotebookCell } from '../../../src/notebook/index.js';

const cell = (source: string, more: object = {}): NotebookCell => ({
  cell_type: 'code',
  source,
  metadata: {},
  ...more,
});
const notebook = (...cells: NotebookCell[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

it.each([
  ['const a = 1; // one\nconst b = 2;', 'b', '3', 'const a = 1; // one\nconst b = 3;'],
  ['const [a, b] = [1, 2];', 'b', '3', 'const [a, b] = [1, 3];'],
  [
    "const { knobs, schedule } = taskPreset('t', s, {});",
    'width',
    '8',
    "const { knobs, schedule } = taskPreset('t', s, {width: 8});",
  ],
  [
    "const { schedule } = taskPreset('t', s, { a });",
    'b',
    '8',
    "const { schedule } = taskPreset('t', s, { a , b: 8});",
  ],
])('%j with %s = %s', (source, knob, value, expected) => {
  expect(setKnob(source, knob, value)).toBe(expected);
});

it('only cells of knobs are looked at, by their id or papermill’s tag', () => {
  const other = cell('const lambda = 0.3;');
  const set = setKnobs(notebook(other, cell('let lambda = 0.2;', { metadata: { tags: ['parameters'] } })), {
    lambda: '0.1',
  });
  expect(set.cells.map(({ source }) => source)).toEqual([other.source, 'let lambda = 0.1;']);
  expect(() => setKnobs(notebook(other), { lambda: '0.1' })).toThrow("no cell of knobs for 'lambda'");
});

it('a knob that is not there is answered by those that are', () => {
  const all = notebook(cell('const lambda = 0.2, seed = 1;', { id: 'knobs' }));
  expect(() => setKnobs(all, { lamda: '0.1' })).toThrow(
    "no knob 'lamda'; its cells of knobs declare lambda, seed. Did you mean 'lambda'?",
  );
});
