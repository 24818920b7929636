import { describe, expect, it } from 'vitest';
import { layerNormalization, type Normalizer, noNormalization } from '../../src/normalization/index.js';
import { matrix, numbers, vector } from '../tensors.js';

const apply = (normalizer: Normalizer, inputs: Parameters<typeof numbers>[1]) =>
  numbers(({ x, ...params }) => normalizer.apply(params, x), inputs);

describe('layerNormalization', () => {
  // Row (1, 2, 3, 6): mean 3, variance 3.5; (x − 3) / √3.50001.
  const normalized = [-2, -1, 0, 3].map((x) => x / Math.sqrt(3.50001));

  it('starts as the plain normalization of each row', async () => {
    const params = layerNormalization.init(4);
    const y = await apply(layerNormalization, { ...params, x: matrix([[1, 2, 3, 6]]) });
    for (const [i, value] of normalized.entries()) expect(y[i]).toBeCloseTo(value, 6);
  });

  it('applies gain and bias after it', async () => {
    const inputs = { x: matrix([[1, 2, 3, 6]]), gain: vector(1, 2, 3, -1), bias: vector(0.5, 0, -1, 10) };
    const y = await apply(layerNormalization, inputs);
    const wanted = [normalized[0] + 0.5, 2 * normalized[1], -1, 10 - normalized[3]];
    for (const [i, value] of wanted.entries()) expect(y[i]).toBeCloseTo(value, 5);
  });

  it('does not see the scale or the offset of a row', async () => {
    const rows = matrix([
      [1, 2, 3, 6],
      [1001, 2001, 3001, 6001],
    ]);
    const y = await apply(layerNormalization, { ...layerNormalization.init(4), x: rows });
    for (let i = 0; i < 4; i++) expect(y[4 + i]).toBeCloseTo(y[i], 4);
  });

  it('stays finite on a constant row', async () => {
    const y = await apply(layerNormalization, { ...layerNormalization.init(3), x: matrix([[7, 7, 7]]) });
    expect(y).toEqual([0, 0, 0]);
  });
});

it('noNormalization has no parameters and changes nothing', async () => {
  expect(noNormalization.init(4)).toEqual({});
  expect(await apply(noNormalization, { x: matrix([[1, -2, 3]]) })).toEqual([1, -2, 3]);
});
