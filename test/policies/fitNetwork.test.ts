import { describe, expect, it } from 'vitest';
import { type ArrayTree, type NdArray, zeros } from '../../src/arrays/index.js';
import { tf } from '../../src/compute/index.js';
import { averagingRate, learningRateAt } from '../../src/policies/fitConfig.js';
import { type FitConfig, type FitLoss, fitNetwork } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';

const config: FitConfig = {
  steps: 400,
  batch: 32,
  learningRate: 0.05,
  finalLearningRate: 0.0005,
  warmupSteps: 10,
  weightDecay: 0,
};

/** y = 2x − 1, with x uniform in ±1. */
function lineBatches(seed: number): () => ArrayTree {
  const random = randomStream(seed, 'replay');
  const [x, y] = [zeros([config.batch, 1]), zeros([config.batch, 1])];
  return () => {
    random.fillUniform(x.data as Float32Array, -1, 1);
    x.data.forEach((value, i) => {
      y.data[i] = 2 * value - 1;
    });
    return { x, y };
  };
}

const lineLoss: FitLoss = (params, batch) => {
  const { w, b } = params as { w: tf.Tensor; b: tf.Tensor };
  const { x, y } = batch as { x: tf.Tensor; y: tf.Tensor };
  return tf.mean(tf.square(tf.sub(tf.add(tf.mul(x, w), b), y)));
};
const start = (): ArrayTree => ({ w: zeros([1]), b: zeros([1]) });

describe('learningRateAt', () => {
  it('warms up linearly, then falls along a cosine', () => {
    expect(learningRateAt(config, 0)).toBeCloseTo(0.005, 12);
    expect(learningRateAt(config, 9)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(config, 10)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(config, 205)).toBeCloseTo((0.05 + 0.0005) / 2, 12);
    expect(learningRateAt(config, 400)).toBeCloseTo(0.0005, 12);
  });
});

describe('averagingRate', () => {
  it('copies the first weights and averages ever longer', () => {
    expect(averagingRate(0)).toBe(1);
    expect(averagingRate(15)).toBeCloseTo(1 / 8, 12);
    expect(averagingRate(10 ** 9)).toBe(1e-4);
  });
});

describe('fitNetwork', () => {
  it('finds a line', async () => {
    const { params, steps, loss } = await fitNetwork(lineLoss, start(), lineBatches(1), config);
    const { w, b } = params as Record<string, NdArray>;
    expect(w.data[0]).toBeCloseTo(2, 2);
    expect(b.data[0]).toBeCloseTo(-1, 2);
    expect(steps).toBe(400);
    expect(loss).toBeLessThan(1e-3);
  });

  it('gives bitwise the same weights for the same batches, and others for others', async () => {
    const short = { ...config, steps: 20 };
    const [a, b, c] = [
      await fitNetwork(lineLoss, start(), lineBatches(1), short),
      await fitNetwork(lineLoss, start(), lineBatches(1), short),
      await fitNetwork(lineLoss, start(), lineBatches(2), short),
    ];
    expect(a.params).toEqual(b.params);
    expect(a.params).not.toEqual(c.params);
  });

  it('keeps what it has when it is stopped', async () => {
    const controller = new AbortController();
    const next = lineBatches(1);
    let batches = 0;
    const counted = (): ArrayTree => {
      if (++batches === 30) controller.abort();
      return next();
    };
    const { steps, params } = await fitNetwork(lineLoss, start(), counted, config, { signal: controller.signal });
    expect(steps).toBe(30);
    expect((params.w as NdArray).data[0]).toBeGreaterThan(0.1);
  });

  it('stops at a loss that is not finite and says where', async () => {
    const bad = (): ArrayTree => ({ x: zeros([2, 1]), y: { shape: [2, 1], data: Float32Array.of(0, Number.NaN) } });
    await expect(fitNetwork(lineLoss, start(), bad, config)).rejects.toThrow(/not finite at update 0/);
  });
});
