import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNotebook } from '../../../src/notebook/index.js';
import { temporaryFolder } from '../notebooks.js';

const file = join(temporaryFolder(), 'n.ipynb');
const read = (cells: unknown, rest: object = { nbformat: 4 }) => {
  writeFileSync(file, JSON.stringify({ cells, ...rest }));
  return readNotebook(file);
};
const code = { cell_type: 'code', source: '1' };
const shown = (data: unknown) => [{ ...code, outputs: [{ output_type: 'display_data', data, metadata: {} }] }];
const VERDICT = 'application/vnd.dawnlab.verdict+json';

describe('readNotebook', () => {
  it('gives ids and metadata to cells of older formats, and keeps what it does not know', () => {
    const { cells, nbformat_minor } = read([
      { ...code, own: 1 },
      { cell_type: 'raw', source: ['a\n', 'b'] },
    ]);
    expect(nbformat_minor).toBe(5);
    expect(cells).toEqual([
      { ...code, own: 1, id: 'cell-0', metadata: {} },
      { cell_type: 'raw', source: ['a\n', 'b'], id: 'cell-1', metadata: {} },
    ]);
  });

  it.each([
    ['a cell without source', [{ cell_type: 'code' }], /cells\[0\]\.source/],
    ['a cell of an unknown kind', [{ ...code, cell_type: 'heading' }], /cells\[0\]\.cell_type/],
    ['outputs that are no list', [{ ...code, outputs: {} }], /cells\[0\]\.outputs/],
    ['an output of an unknown kind', [{ ...code, outputs: [{ output_type: 'pyout' }] }], /outputs\[0\]/],
    ['a figure without traces', shown({ 'application/vnd.plotly.v1+json': { layout: {} } }), /plotly.*data/],
    ['a verdict without a claim', shown({ [VERDICT]: { verdict: 'supported' } }), /verdict\+json.*claim/],
    ['no cells', undefined, /cells/],
  ])('names the file and the place of %s', (_, cells, place) => {
    expect(() => read(cells)).toThrow(place);
    expect(() => read(cells)).toThrow(/n\.ipynb is no notebook of format 4: it is not of the form that is expected/);
  });
});

it('a notebook may hold U+FFFD, as plotly.js in its outputs does; broken bytes are told apart', () => {
  expect(read([{ ...code, source: "'\uFFFD'" }]).cells[0].source).toBe("'\uFFFD'");
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0xff)]));
  expect(() => readNotebook(file)).toThrow('binary');
});
