import { describe, expect, it } from 'vitest';
import {
  batchNormalization,
  hypersphericalNormalization,
  type Normalizer,
  normalizerNamed,
  normalizers,
  rmsNormalization,
  spectralNormalization,
  weightNormalization,
} from '../../src/normalization/index.js';
import { matrix, numbers, vector } from '../tensors.js';

const apply = (normalizer: Normalizer, inputs: Parameters<typeof numbers>[1]) =>
  numbers(({ x, ...params }) => normalizer.apply(params, x), inputs);
const weights = (normalizer: Normalizer, inputs: Parameters<typeof numbers>[1]) =>
  numbers(({ w, ...params }) => normalizer.weights!(params, w), inputs);
const close = (got: readonly number[], wanted: readonly number[], digits = 5) => {
  expect(got).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(got[i]).toBeCloseTo(value, digits);
};

it('have names of their own', () => {
  expect(normalizers.map(({ name }) => name)).toEqual(Object.keys(normalizerNamed));
});

it('rmsNorm divides by the root mean square, and keeps the mean', async () => {
  const y = await apply(rmsNormalization, { gain: vector(1, 2), x: matrix([[3, 4]]) });
  close(y, [3 / Math.sqrt(12.5), 8 / Math.sqrt(12.5)]);
});

it('batchNorm normalizes each unit over the batch', async () => {
  const x = matrix([
    [1, 10],
    [3, 10],
  ]);
  close(await apply(batchNormalization, { ...batchNormalization.init(2), x }), [-1, 0, 1, 0], 4);
  const shifted = { gain: vector(2, 5), bias: vector(1, -1), x };
  close(await apply(batchNormalization, shifted), [-1, -1, 3, -1], 4);
});

it('weightNorm gives each unit weights of its own length, and leaves pre-activations alone', async () => {
  const w = matrix([
    [3, 0],
    [4, -2],
  ]);
  close(await weights(weightNormalization, { length: vector(1, 10), w }), [0.6, 0, 0.8, -10]);
  close(await apply(weightNormalization, { length: vector(1, 1), x: matrix([[5, -5]]) }), [5, -5]);
});

describe('spectralNorm', () => {
  it('divides by the largest singular value', async () => {
    const diagonal = matrix([
      [4, 0],
      [0, 1],
    ]);
    close(await weights(spectralNormalization, { w: diagonal }), [1, 0, 0, 0.25], 3);
  });

  it('comes close to it for weights as they are initialised', async () => {
    const data = Float32Array.from({ length: 64 }, (_, i) => Math.sin(7 * i + 1));
    const y = await weights(spectralNormalization, { w: { shape: [8, 8], data } });
    // Its largest singular value, by many more iterations from another start: 1, if the division was by the true one.
    const rows = Array.from({ length: 8 }, (_, i) => y.slice(8 * i, 8 * i + 8));
    let v = Array.from({ length: 8 }, (_, i) => 1 + i);
    let length = 0;
    for (let step = 0; step < 200; step++) {
      const u = rows.map((row) => row.reduce((sum, value, j) => sum + value * v[j], 0));
      v = v.map((_, j) => rows.reduce((sum, row, i) => sum + row[j] * u[i], 0));
      length = Math.hypot(...v);
      v = v.map((value) => value / length);
    }
    expect(Math.sqrt(length)).toBeGreaterThan(0.999);
    expect(Math.sqrt(length)).toBeLessThan(1.15);
  });
});

it('hyperspherical puts features and weights on spheres', async () => {
  const y = await apply(hypersphericalNormalization, { gain: vector(1, 1, 2, 2), x: matrix([[1, 1, 1, -1]]) });
  close(y, [1, 1, 2, -2]);
  const w = matrix([
    [3, 1],
    [4, 0],
  ]);
  close(await weights(hypersphericalNormalization, { ...hypersphericalNormalization.init(2), w }), [0.6, 1, 0.8, 0]);
});
