import { describe, expect, it } from 'vitest';
import { actorDistribution, actorInit, sampleResidual, temperatureGradient } from '../../src/actor/index.js';
import type { ArrayTree, NdArray } from '../../src/arrays/index.js';
import { runEagerly, type TensorTree, tf } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';
import { column, matrix, numbers, scalar, vector } from '../tensors.js';

const CHUNK = 12;
const FEATURES = 20;
const FORM = { width: 128, depth: 2 };
const fresh = () => actorInit(randomStream(1, 'init'), FEATURES, CHUNK, FORM);
const normals = (rows: number, width: number, seed: number): NdArray => ({
  shape: [rows, width],
  data: randomStream(seed, 'test').fillNormal(new Float32Array(rows * width)),
});

/** Residuals and log-densities as plain numbers. */
async function sample(actor: ArrayTree, features: NdArray, noise: NdArray) {
  const outputs = await runEagerly(
    (given) => sampleResidual(given.actor as TensorTree, given.features as tf.Tensor, given.noise as tf.Tensor),
    { actor, features, noise },
  );
  const list = (name: string) => Array.from((outputs[name] as NdArray).data);
  return { residual: list('residual'), logPi: list('logPi') };
}

/** A one-dimensional actor without hidden layers: μ and log σ are what is asked for, whatever the feature. */
function fixedActor(mean: number, std: number): ArrayTree {
  const raw = Math.atanh((Math.log(std) + 20) / 11 - 1);
  return { mean: { w: matrix([[0]]), b: vector(mean) }, logStd: { w: matrix([[0]]), b: vector(raw) } };
}

/** Density of u = tanh(x), x ~ N(mean, std²), by change of variables in double precision. */
function logDensity(u: number, mean: number, std: number): number {
  const z = (Math.atanh(u) - mean) / std;
  return -0.5 * z * z - Math.log(std) - 0.5 * Math.log(2 * Math.PI) - Math.log(1 - u * u);
}

describe('a fresh actor', () => {
  it('acts near zero, with log σ near −9', async () => {
    const features = normals(64, FEATURES, 2);
    const { residual } = await sample(fresh(), features, normals(64, CHUNK, 3));
    expect(Math.max(...residual.map(Math.abs))).toBeLessThan(0.05);
    const logStd = await numbers(({ x, ...params }) => actorDistribution(params as unknown as TensorTree, x).logStd, {
      ...fresh(),
      x: features,
    });
    expect(Math.max(...logStd.map((value) => Math.abs(value + 9)))).toBeLessThan(0.5);
  });

  it('starts with the σ₀ that it is told, its weights as before', async () => {
    const wide = actorInit(randomStream(1, 'init'), FEATURES, CHUNK, { ...FORM, initialStandardDeviation: 0.3 });
    const logStd = await numbers(({ x, ...params }) => actorDistribution(params as unknown as TensorTree, x).logStd, {
      ...wide,
      x: normals(64, FEATURES, 2),
    });
    expect(Math.max(...logStd.map((value) => Math.abs(value - Math.log(0.3))))).toBeLessThan(0.5);
    expect(wide.mean).toEqual(fresh().mean);
    expect(() => actorInit(randomStream(1, 'init'), 1, 1, { ...FORM, initialStandardDeviation: 9 })).toThrow(
      /σ₀ must lie between e\^-20 and e\^2, got 9/,
    );
  });

  it('has E[log π] near 9 − ½ log 2πe = 7.58 nats per entry', async () => {
    const { logPi } = await sample(fresh(), normals(4_000, FEATURES, 2), normals(4_000, CHUNK, 3));
    const perEntry = logPi.reduce((sum, x) => sum + x, 0) / logPi.length / CHUNK;
    expect(perEntry).toBeGreaterThan(7.58 - 0.1);
    expect(perEntry).toBeLessThan(7.58 + 0.1);
  });
});

describe('sampleResidual', () => {
  it('is tanh(μ) without noise', async () => {
    const { residual } = await sample(fixedActor(0.7, 0.3), column(0), column(0));
    expect(residual[0]).toBeCloseTo(Math.tanh(0.7), 6);
  });

  it.each([
    [0, 1],
    [0.7, 0.3],
    [-2, 0.5],
    [3, 1],
  ])('has the density of a squashed normal with μ = %s, σ = %s', async (mean, std) => {
    const noise = [-1.5, -0.5, 0, 0.4, 1.2];
    const { residual, logPi } = await sample(fixedActor(mean, std), column(0, 0, 0, 0, 0), column(...noise));
    for (const [i, e] of noise.entries()) {
      const u = Math.tanh(mean + std * e);
      expect(residual[i]).toBeCloseTo(u, 5);
      expect(logPi[i]).toBeCloseTo(logDensity(u, mean, std), 3);
    }
  });

  it('has a density that integrates to one', async () => {
    const [mean, std, count] = [0.4, 0.6, 4_001];
    const noise = Array.from({ length: count }, (_, i) => -8 + (16 * i) / (count - 1));
    const { residual, logPi } = await sample(fixedActor(mean, std), column(...noise.map(() => 0)), column(...noise));
    let area = 0;
    for (let i = 1; i < count; i++)
      area += 0.5 * (Math.exp(logPi[i]) + Math.exp(logPi[i - 1])) * (residual[i] - residual[i - 1]);
    expect(area).toBeCloseTo(1, 3);
  });

  it('stays finite far out, where 1 − u² is no longer a float', async () => {
    const { residual, logPi } = await sample(fixedActor(30, 1), column(0), column(1));
    expect(residual[0]).toBe(1);
    // log(1 − tanh² x) → 2 log 2 − 2 x.
    expect(logPi[0]).toBeCloseTo(-0.5 - 0.5 * Math.log(2 * Math.PI) - 2 * Math.LN2 + 62, 3);
  });

  it('adds log-densities over the entries of a chunk', async () => {
    const two = (name: string) => (fixedActor(0.2, 0.5)[name] as { b: NdArray }).b.data[0];
    const head = (name: string) => ({ w: matrix([[0, 0]]), b: vector(two(name), two(name)) });
    const pair = { mean: head('mean'), logStd: head('logStd') };
    const { logPi } = await sample(pair, column(0), matrix([[1, -1]]));
    const single = (await sample(fixedActor(0.2, 0.5), column(0, 0), column(1, -1))).logPi;
    expect(logPi).toHaveLength(1);
    expect(logPi[0]).toBeCloseTo(single[0] + single[1], 5);
  });
});

describe('temperatureGradient', () => {
  const gradient = (...logPi: number[]) => numbers(({ l }) => temperatureGradient(l, -12), { l: column(...logPi) });

  it('is −(mean log π + H̄)', async () => {
    expect((await gradient(90, 92))[0]).toBeCloseTo(-79, 4);
  });

  it('raises α while the policy has too little entropy and lowers it when it has too much', async () => {
    expect((await gradient(91))[0]).toBeLessThan(0);
    expect((await gradient(5))[0]).toBeGreaterThan(0);
  });

  it('is the derivative of J(log α)', async () => {
    const derivative = await numbers(
      ({ a, l }) => tf.grad((logAlpha: tf.Tensor) => tf.neg(tf.mul(logAlpha, tf.add(tf.mean(l), -12))))(a),
      { a: scalar(0.3), l: column(90, 92) },
    );
    expect(derivative).toEqual(await gradient(90, 92));
  });
});
