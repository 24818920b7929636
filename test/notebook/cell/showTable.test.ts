import { DataFrame, Series } from 'danfojs-node';
import { describe, expect, it } from 'vitest';
import { formatValue, showTable, type TableLike } from '../../../src/notebook/index.js';
import { htmlOf, useFakeKernel } from '../fakeKernel.js';

const kernel = useFakeKernel();
const textOf = (table: TableLike, options = {}) => {
  showTable(table, options);
  return String(kernel.shown.at(-1)!.data['text/plain']).split('\n');
};

describe('danfo', () => {
  it('describe() keeps the names of its rows', () => {
    const frame = new DataFrame([
      { a: 1, b: 2 },
      { a: 3, b: 5 },
    ]).describe();
    // Mean 2 and 3.5; squared deviations 2 and 4.5 over n − 1 = 1.
    expect(textOf(frame)).toEqual([
      '             a     b',
      'count        2     2',
      'mean         2   3.5',
      'std       1.41  2.12',
      'min          1     2',
      'median       2   3.5',
      'max          3     5',
      'variance     2   4.5',
    ]);
    expect(htmlOf(kernel.shown.at(-1))).toContain('>variance</td>');
  });

  it('a series shows its values and their index', () => {
    expect(textOf(new Series([10, 20]))).toEqual(['   value', '0     10', '1     20']);
    const names = new Series(['x', null], { columns: ['name'], index: ['first', 'second'] });
    expect(textOf(names)).toEqual(['        name', 'first   x   ', 'second  –   ']);
    const column = new DataFrame([{ a: 1 }, { a: 2 }], { index: ['p', 'q'] }).column('a');
    expect(textOf(column)).toEqual(['   a', 'p  1', 'q  2']);
    expect(textOf(new Series([])).join('')).toBe('');
  });

  it('a frame without names of its own has no column of numbers', () => {
    expect(textOf(new DataFrame([{ a: 1 }]))).toEqual(['a', '1']);
  });
});

describe('other tables', () => {
  it.each<[string, TableLike, string[]]>([
    ['a map', new Map([['dawn', 0.5]]), ['      value', 'dawn    0.5']],
    ['a map of records', new Map([['dawn', { n: 2 }]]), ['      n', 'dawn  2']],
    ['a typed array', new Float32Array([0.1, 2]), ['value', '  0.1', '    2']],
    ['a set', new Set(['x']), ['value', 'x    ']],
    ['lists of values', [[1, 2], [3]], ['0  1', '1  2', '3  –']],
    ['rows with holes', [{ a: 1 }, null, { b: 2 }], ['a  b', '1  –', '–  –', '–  2']],
    ['no rows', [], ['']],
    ['two columns of one name', { columns: ['x', 'x'], values: [[1, 2]] }, ['x  x', '1  2']],
    [
      'a column called like a method',
      [{ toString: 1, constructor: 2 }],
      ['toString  constructor', '       1            2'],
    ],
  ])('shows %s', (_, table, lines) => {
    expect(textOf(table, { format: {} })).toEqual(lines);
  });

  it('cuts long ones, and says by how much', () => {
    const lines = textOf(Float32Array.from({ length: 200_000 }, (_, i) => i));
    expect(lines).toHaveLength(1 + 20 + 1);
    expect(lines.at(-1)).toBe('… 199980 more rows');
    expect(
      textOf(
        Array.from({ length: 150_000 }, (_, a) => ({ a })),
        { limit: Number.POSITIVE_INFINITY },
      ),
    ).toHaveLength(150_001);
  });

  it('refuses what is none, and a limit that is no count', () => {
    for (const [value, name] of [
      [undefined, 'undefined'],
      [{ a: 1 }, 'Object'],
      ['text', 'text'],
    ] as const)
      expect(() => showTable(value as never)).toThrow(new RegExp(`expected rows .* got ${name}\\.`));
    for (const limit of [-1, 2.5, Number.NaN]) expect(() => showTable([], { limit })).toThrow(/number of rows/);
  });

  it('lets no name and no value close an element', () => {
    showTable(new Map([['<i>', { '<b>': '<script>"&' }]]), { title: '<u>' });
    const html = htmlOf(kernel.shown[0]);
    expect(html).not.toMatch(/<(i|b|u|script)>/);
    expect(html).toContain('&lt;script&gt;&quot;&amp;');
  });
});

describe('formatValue', () => {
  const circle: Record<string, unknown> = { name: 'c' };
  circle.self = circle;
  it.each<[unknown, string]>([
    [new Date('no date'), 'invalid date'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [12_345_678_901_234_567_890n, '12,345,678,901,234,567,890'],
    [Number.NaN, '–'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [1234.5, '1,235'],
    [1e300, '1e+300'],
    [0.000123456, '0.000123'],
    [new Float32Array([0.1, 2]), '[0.1, 2]'],
    [new BigInt64Array([1n]), '[1]'],
    [[1n, null, [2]], '[1, –, [2]]'],
    [{ a: 1n, b: new Map([['k', undefined]]) }, '{a: 1, b: {k: –}}'],
    [Array.from({ length: 100 }, (_, i) => i), '[0, 1, 2, 3, 4, 5, 6, 7, … 92 more]'],
    [circle, '{name: c, self: {name: c, self: {name: c, self: …}}}'],
    [Object.create(null), '{}'],
    [new TypeError('bad'), 'TypeError: bad'],
    [Symbol('s'), 'Symbol(s)'],
    [Math.max, '[function max]'],
  ])('writes %o as text', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
