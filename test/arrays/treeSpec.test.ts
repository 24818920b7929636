import { describe, expect, it } from 'vitest';
import { checkArray, flattenSpec, type LeafSpec, mapSpec, rowsOfSpec, type TreeSpec } from '../../src/arrays/index.js';

const rgb: LeafSpec = { shape: [4, 4, 3], dtype: 'uint8' };
const spec: TreeSpec = { state: { shape: [24] }, camera: { rgb, depth: { shape: [4, 4], dtype: 'int32' } } };

describe('a tree of shapes', () => {
  it('has its leaves in order, by path', () => {
    expect(flattenSpec(spec)).toEqual([
      ['state', { shape: [24] }],
      ['camera.rgb', rgb],
      ['camera.depth', { shape: [4, 4], dtype: 'int32' }],
    ]);
    expect(flattenSpec(rgb)).toEqual([['', rgb]]);
  });

  it('makes rows of its number types', () => {
    const { state, camera } = rowsOfSpec(spec, 5) as Record<string, never>;
    expect(state).toEqual({ shape: [5, 24], data: new Float32Array(120) });
    expect(camera).toEqual({
      rgb: { shape: [5, 4, 4, 3], data: new Uint8Array(240) },
      depth: { shape: [5, 4, 4], data: new Int32Array(80) },
    });
    expect(rowsOfSpec(rgb, 2)).toEqual({ shape: [2, 4, 4, 3], data: new Uint8Array(96) });
  });

  it('maps leaves with their paths', () => {
    const paths: string[] = [];
    mapSpec(spec, ({ shape }, path) => {
      paths.push(path);
      return { shape, data: new Float32Array(0) };
    });
    expect(paths).toEqual(['state', 'camera.rgb', 'camera.depth']);
  });

  it.each([
    [{ a: { shape: [0] } }, 'a has the shape [0]; every entry must be an integer of at least 1'],
    [{ a: { b: { shape: [2.5] } } }, 'a.b has the shape [2.5]'],
    [{ a: { shape: [1], dtype: 'float16' } }, "a has the number type 'float16'; there are float32, int32, uint8"],
    [{ 'a.b': { shape: [1] } }, "A spec has the name 'a.b'"],
    [{ a: 24 }, 'The spec of a is 24; write for instance { shape: [24] }'],
  ])('refuses what describes no array: %j', (wrong, message) => {
    expect(() => flattenSpec(wrong as never)).toThrow(message);
  });
});

describe('checkArray', () => {
  it('gives the numbers of an array, or of its data', () => {
    const data = new Uint8Array(48);
    expect(checkArray('the picture', rgb, data)).toBe(data);
    expect(checkArray('the picture', rgb, { shape: [4, 4, 3], data })).toBe(data);
  });

  it.each([
    [new Float32Array(48), 'the picture is of type Float32Array; expected 48 numbers of shape [4,4,3] in a Uint8Array'],
    [new Uint8Array(47), 'the picture has 47 numbers; expected 48'],
    [{ shape: [3, 4, 4], data: new Uint8Array(48) }, 'the picture has the shape [3,4,4]; expected 48 numbers of shape'],
    [undefined, 'the picture is of type undefined'],
    [[1, 2], 'the picture is of type Array'],
  ])('says what came and what was expected', (value, message) => {
    expect(() => checkArray('the picture', rgb, value)).toThrow(message);
  });
});
