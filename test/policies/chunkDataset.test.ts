import { describe, expect, it } from 'vitest';
import type { Feature } from '../../src/environments/index.js';
import { samplePairs } from '../../src/policies/chunkDataset.js';
import { actionScales, chunkDataset, type Demonstrations, takeDemonstrations } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';

/** Two episodes of 3 and 2 steps; observation [10·episode + t, 0.5], action −t − 10·episode. */
const demonstrations: Demonstrations = {
  task: 'toy',
  observations: { shape: [5, 2], data: Float32Array.of(0, 0.5, 1, 0.5, 2, 0.5, 10, 0.5, 11, 0.5) },
  actions: { shape: [5, 1], data: Float32Array.of(-0, -1, -2, -10, -11) },
  lengths: { shape: [2], data: Int32Array.of(3, 2) },
  seeds: { shape: [2], data: Int32Array.of(7, 9) },
  failedSeeds: [8],
};
const features: Feature[] = [{ name: 'time', index: 0, offset: 1, scale: 2, clip: 5 }];
const rows = (data: Float32Array, width: number): number[][] =>
  Array.from({ length: data.length / width }, (_, i) => [...data.subarray(i * width, (i + 1) * width)]);

describe('chunkDataset', () => {
  it('stacks features and chunks, repeating the ends of each episode', () => {
    const dataset = chunkDataset(demonstrations, features, { obsHorizon: 2, predictSteps: 3, firstStep: -1 });
    expect(dataset).toMatchObject({ size: 5, conditionDim: 2, chunkDim: 3 });
    expect(rows(dataset.conditions, 2)).toEqual([
      [-0.5, -0.5],
      [-0.5, 0],
      [0, 0.5],
      [4.5, 4.5],
      [4.5, 5],
    ]);
    expect(rows(dataset.chunks, 3)).toEqual([
      [-0, -0, -1],
      [-0, -1, -2],
      [-1, -2, -2],
      [-10, -10, -11],
      [-10, -11, -11],
    ]);
  });

  it('sees one observation and looks ahead when the chunk starts at the present', () => {
    const dataset = chunkDataset(demonstrations, features, { obsHorizon: 1, predictSteps: 2, firstStep: 0 });
    expect(rows(dataset.conditions, 1)).toEqual([[-0.5], [0], [0.5], [4.5], [5]]);
    expect(rows(dataset.chunks, 2)).toEqual([
      [-0, -1],
      [-1, -2],
      [-2, -2],
      [-10, -11],
      [-11, -11],
    ]);
  });
});

describe('actionScales', () => {
  it('is the largest absolute action of each dimension, 1 where nothing moves', () => {
    const actions = { shape: [3, 3], data: Float32Array.of(0.25, 0, -0.5, -0.5, 0, 0.125, 0.125, 0, 0) };
    expect(actionScales({ ...demonstrations, actions })).toEqual([0.5, 1, 0.5]);
  });

  it('makes chunks span [-1, 1]', () => {
    const shape = { obsHorizon: 1, predictSteps: 1, firstStep: 0 };
    const { chunks } = chunkDataset(demonstrations, features, shape, actionScales(demonstrations));
    expect([...chunks].map((entry) => entry * 11)).toEqual([-0, -1, -2, -10, -11].map((x) => expect.closeTo(x, 5)));
  });
});

describe('samplePairs', () => {
  it('draws matching rows, all of them sooner or later', () => {
    const dataset = chunkDataset(demonstrations, features, { obsHorizon: 1, predictSteps: 1, firstStep: 0 });
    const [conditions, chunks] = [new Float32Array(64), new Float32Array(64)];
    samplePairs(dataset, randomStream(1, 'replay'), conditions, chunks);
    const expected = new Map([
      [-0.5, -0],
      [0, -1],
      [0.5, -2],
      [4.5, -10],
      [5, -11],
    ]);
    conditions.forEach((condition, i) => {
      expect(chunks[i]).toBe(expected.get(condition));
    });
    expect(new Set(conditions).size).toBe(5);
  });
});

describe('takeDemonstrations', () => {
  it('keeps the first episodes', () => {
    const one = takeDemonstrations(demonstrations, 1);
    expect(one.observations).toEqual({ shape: [3, 2], data: demonstrations.observations.data.slice(0, 6) });
    expect([...one.actions.data]).toEqual([-0, -1, -2]);
    expect([...one.seeds.data]).toEqual([7]);
    expect(one.lengths).toEqual({ shape: [1], data: Int32Array.of(3) });
  });

  it('says how to record more', () => {
    expect(() => takeDemonstrations(demonstrations, 3)).toThrow(/want 3 episodes of toy, there are 2.*--episodes 3/);
  });
});
