import { describe, expect, it } from 'vitest';
import { dense, denseInit, orthogonalInit } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';
import { matrix, numbers, vector } from '../tensors.js';

const stream = () => randomStream(2, 'init');

/** wᵀw where there are fewer outputs than inputs, else w wᵀ: the Gram matrix of the shorter side. */
function gram({ shape: [rows, columns], data }: { shape: readonly number[]; data: ArrayLike<number> }): number[][] {
  const tall = rows >= columns;
  const count = tall ? columns : rows;
  const entry = (i: number, k: number) => (tall ? data[k * columns + i] : data[i * columns + k]);
  const sum = (i: number, j: number) =>
    Array.from({ length: Math.max(rows, columns) }, (_, k) => entry(i, k) * entry(j, k)).reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => sum(i, j)));
}

describe('orthogonalInit', () => {
  it.each([
    [16, 5, 1],
    [5, 16, 2],
    [64, 1, 0.01],
    [8, 8, 1],
  ])('%s × %s has orthonormal columns or rows, times a gain of %s', (inDim, outDim, gain) => {
    const { w, b } = orthogonalInit(stream(), inDim, outDim, gain);
    expect(w.shape).toEqual([inDim, outDim]);
    expect([...b.data]).toEqual(Array(outDim).fill(0));
    for (const [i, row] of gram(w).entries())
      for (const [j, value] of row.entries()) expect(value / gain ** 2).toBeCloseTo(i === j ? 1 : 0, 5);
  });
});

describe('denseInit', () => {
  it('is uniform in ±1/√in, weights and biases', () => {
    const { w, b } = denseInit(stream(), 100, 200);
    const largest = Math.max(...Array.from(w.data, Math.abs), ...Array.from(b.data, Math.abs));
    expect(largest).toBeLessThanOrEqual(0.1);
    expect(largest).toBeGreaterThan(0.0999);
    // 20,000 entries with variance 0.1²/3: the second moment has standard deviation 2.1e-5.
    const variance = Array.from(w.data).reduce((sum, x) => sum + x * x, 0) / w.data.length;
    expect(Math.abs(variance - 0.01 / 3)).toBeLessThan(5 * 2.1e-5);
  });
});

it('dense is x w + b', async () => {
  const inputs = {
    x: matrix([[1, 2]]),
    w: matrix([
      [1, 0, 3],
      [10, 20, 30],
    ]),
    b: vector(0.5, 0, -1),
  };
  expect(await numbers(({ x, w, b }) => dense({ w, b }, x), inputs)).toEqual([21.5, 40, 62]);
});
