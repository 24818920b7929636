import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/random/index.js';
import { createBatch, createReplay, pushTransition, sampleBatch, type Transition } from '../../src/training/index.js';

const dims = { featureDim: 2, chunkDim: 3 };
const transition = (mark: number): Transition => ({
  obsTm1: [mark, mark],
  obsT: [mark + 0.5, mark],
  baseTm1: [mark, mark, mark],
  baseT: [mark, mark, mark],
  residualTm1: [mark, mark, mark],
  rewardT: -mark,
  discountT: 0.97,
});

describe('replay', () => {
  it('overwrites the oldest transition when full', () => {
    const replay = createReplay(dims, 3);
    for (const mark of [1, 2, 3, 4]) pushTransition(replay, transition(mark));
    expect(replay.size).toBe(3);
    expect([...replay.columns.rewardT.data]).toEqual([-4, -2, -3]);
  });

  it('samples whole rows uniformly, with fresh noise', () => {
    const replay = createReplay(dims, 10);
    for (const mark of [1, 2, 3, 4]) pushTransition(replay, transition(mark));
    const batch = createBatch(dims, 4000);
    sampleBatch(replay, randomStream(1, 'replay'), batch);
    const counts = [0, 0, 0, 0, 0];
    for (let row = 0; row < 4000; row++) {
      const mark = batch.obsTm1.data[2 * row];
      counts[mark]++;
      expect(batch.rewardT.data[row]).toBe(-mark);
      expect(batch.obsT.data[2 * row]).toBe(mark + 0.5);
      expect(batch.baseT.data[3 * row + 2]).toBe(mark);
    }
    // 4000 draws of probability 1/4: standard deviation 27.
    for (const count of counts.slice(1)) expect(Math.abs(count - 1000)).toBeLessThan(5 * 27.4);
    const mean = (batch.noiseT.data as Float32Array).reduce((sum, x) => sum + x, 0) / batch.noiseT.data.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
  });

  it('stores nothing of a transition that is not finite', () => {
    const replay = createReplay(dims, 3);
    expect(() => pushTransition(replay, { ...transition(1), obsT: [Number.NaN, 0] })).toThrow(/'obsT'.*not stored/);
    expect(replay.size).toBe(0);
  });
});

it('has room for whole transitions only, and gives none before there are any', () => {
  const dims = { featureDim: 2, chunkDim: 1 };
  for (const capacity of [0, 2.5, Number.NaN])
    expect(() => createReplay(dims, capacity)).toThrow(/at least 1, transitions/);
  expect(() => createBatch(dims, 32.5)).toThrow(
    'createBatch: the batch size is 32.5; it must be an integer of at least 1',
  );
  const sample = () => sampleBatch(createReplay(dims, 4), randomStream(1, 'replay'), createBatch(dims, 2));
  expect(sample).toThrow(/the replay is empty/);
});
