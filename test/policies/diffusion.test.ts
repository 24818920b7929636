import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NdArray } from '../../src/arrays/index.js';
import { compile, tf } from '../../src/compute/index.js';
import {
  type DiffusionBatch,
  ddimSample,
  diffusionLoss,
  type Prediction,
  samplingSteps,
  squaredCosineSchedule,
  stepEmbeddings,
} from '../../src/policies/index.js';
import { compileSampler } from '../../src/policies/kinds/diffusion/sampler.js';

interface Golden {
  betas: number[];
  alphaBars: number[];
  M: number[][];
  noise: number[][];
  trace: number[][][];
}

const golden = JSON.parse(readFileSync(new URL('../golden/diffusion.json', import.meta.url), 'utf8')) as Golden;

const matrix = (rows: number[][]): NdArray => ({
  shape: [rows.length, rows[0].length],
  data: Float32Array.from(rows.flat()),
});

describe('squaredCosineSchedule', () => {
  const schedule = squaredCosineSchedule(100);

  it('equals the independent golden values', () => {
    for (let t = 0; t < 100; t++) {
      expect(schedule.betas[t]).toBeCloseTo(golden.betas[t], 12);
      expect(schedule.alphaBars[t]).toBeCloseTo(golden.alphaBars[t], 12);
    }
  });

  it('caps the last variance, and leaves almost no signal', () => {
    expect(schedule.betas[99]).toBe(0.999);
    expect(schedule.alphaBars[99]).toBeLessThan(1e-6);
  });

  it('refuses a senseless number of steps', () => {
    expect(() => squaredCosineSchedule(0)).toThrow(/positive integer, got 0/);
  });
});

describe('samplingSteps', () => {
  it('spaces evenly from 0, noisiest first', () => {
    expect(samplingSteps(100, 4)).toEqual([75, 50, 25, 0]);
    expect(samplingSteps(100, 1)).toEqual([0]);
    expect(samplingSteps(10, 3)).toEqual([6, 3, 0]);
  });

  it('refuses more steps than training has', () => {
    expect(() => samplingSteps(100, 101)).toThrow(/1 to 100 inference steps, got 101/);
  });
});

describe('stepEmbeddings', () => {
  it('is [0 … 0, 1 … 1] at step 0 and sines and cosines of falling frequency elsewhere', () => {
    const table = stepEmbeddings(3, 4);
    expect([...table.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
    const expected = [Math.sin(2), Math.sin(2e-4), Math.cos(2), Math.cos(2e-4)];
    expected.forEach((value, i) => {
      expect(table[8 + i]).toBeCloseTo(value, 6);
    });
  });

  it('gives every step its own row', () => {
    const table = stepEmbeddings(100, 64);
    const rows = new Set(Array.from({ length: 100 }, (_, t) => table.subarray(t * 64, (t + 1) * 64).join()));
    expect(rows.size).toBe(100);
  });
});

describe('ddimSample', () => {
  const schedule = squaredCosineSchedule(100);

  it('follows the golden sampler', async () => {
    const M = matrix(golden.M).data as Float32Array;
    const sampler = await compile(
      ({ noise }) => {
        const predict = (x: tf.Tensor2D, step: number): tf.Tensor2D =>
          tf.add(tf.mul(tf.matMul(x, tf.tensor2d(M, [3, 3])), 0.6), 0.004 * step);
        return { sample: ddimSample(predict, noise as tf.Tensor2D, schedule, samplingSteps(100, 4)) };
      },
      { noise: matrix(golden.noise) },
    );
    const { sample } = await sampler.run({ noise: matrix(golden.noise) });
    golden.trace[3].flat().forEach((value, i) => {
      expect(sample.data[i]).toBeCloseTo(value, 5);
    });
  });

  it('recovers a constant sample exactly when the noise predictor is exact', async () => {
    const target = 0.25;
    const sampler = await compile(
      ({ noise }) => {
        const exact = (x: tf.Tensor2D, step: number): tf.Tensor2D => {
          const signal = schedule.alphaBars[step];
          return tf.div(tf.sub(x, Math.sqrt(signal) * target), Math.sqrt(1 - signal));
        };
        return { sample: ddimSample(exact, noise as tf.Tensor2D, schedule, samplingSteps(100, 4)) };
      },
      { noise: matrix([[0.3, -2, 1.5]]) },
    );
    const { sample } = await sampler.run({ noise: matrix([[0.3, -2, 1.5]]) });
    for (const value of sample.data) expect(value).toBeCloseTo(target, 4);
  });
});

describe('diffusionLoss', () => {
  /** A network whose output is its last bias, whatever its inputs. */
  const constantNetwork = (value: number) => {
    const zero = (inDim: number, outDim: number) => ({ w: tf.zeros([inDim, outDim]), b: tf.zeros([outDim]) });
    return {
      step: zero(4, 4),
      condition: zero(3, 5),
      chunk: zero(2, 5),
      block0: { step: zero(4, 5), inner: zero(5, 5), outer: zero(5, 5) },
      epsilon: { w: tf.zeros([5, 2]), b: tf.fill([2], value) },
    };
  };
  const inputs = {
    chunk: matrix([[0.5, -1]]),
    condition: matrix([[1, 2, 3]]),
    noise: matrix([[2, 0.5]]),
    signalScale: matrix([[0.6]]),
    noiseScale: matrix([[0.8]]),
    stepEmbedding: matrix([[0, 0, 1, 1]]),
  };
  const lossOf = async (prediction: Prediction): Promise<number> => {
    const run = await compile((batch) => {
      const typed = batch as unknown as DiffusionBatch;
      return { loss: diffusionLoss(constantNetwork(0.25), typed, prediction) };
    }, inputs);
    return (await run.run(inputs)).loss.data[0];
  };

  it('is the mean squared error of the noise', async () => {
    expect(await lossOf('noise')).toBeCloseTo((1.75 ** 2 + 0.25 ** 2) / 2, 6);
  });

  it('is the mean squared error of the velocity, 0.6 ε − 0.8 x', async () => {
    expect(await lossOf('velocity')).toBeCloseTo(((0.8 - 0.25) ** 2 + (1.1 - 0.25) ** 2) / 2, 6);
  });

  it('is the mean squared error of the sample itself', async () => {
    expect(await lossOf('sample')).toBeCloseTo(((0.5 - 0.25) ** 2 + (-1 - 0.25) ** 2) / 2, 6);
  });
});

describe('compileSampler', () => {
  it('gives what a network that predicts the sample says, whatever the noise', async () => {
    const zero = (inDim: number, outDim: number) => ({
      w: { shape: [inDim, outDim], data: new Float32Array(inDim * outDim) },
      b: { shape: [outDim], data: new Float32Array(outDim) },
    });
    const params = {
      step: zero(4, 4),
      condition: zero(3, 5),
      chunk: zero(2, 5),
      block0: { step: zero(4, 5), inner: zero(5, 5), outer: zero(5, 5) },
      epsilon: { ...zero(5, 2), b: { shape: [2], data: Float32Array.of(0.25, -0.5) } },
    };
    const sizes = { hidden: 5, blocks: 1, stepWidth: 4, diffusionSteps: 100, samplingSteps: 4 };
    const network = await compileSampler(
      { params },
      { ...sizes, prediction: 'sample' },
      { batch: 1, conditionDim: 3, chunkDim: 2 },
    );
    const { chunk } = await network.run({ condition: matrix([[1, 2, 3]]), noise: matrix([[2, -1]]) });
    expect(chunk.data[0]).toBeCloseTo(0.25, 5);
    expect(chunk.data[1]).toBeCloseTo(-0.5, 5);
  });
});
