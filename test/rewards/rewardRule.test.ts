import { describe, expect, it } from 'vitest';
import { type RewardRule, rewardOf, sparseReward, valueRange } from '../../src/rewards/index.js';

const outcome = { rewardSum: 0, success: false, succeeded: false, primitiveSteps: 4 };

describe('the sparse rule', () => {
  it('costs 1 a chunk until success, at whatever step of the chunk that is', () => {
    expect(rewardOf(sparseReward, outcome)).toBe(-1);
    expect(rewardOf(sparseReward, { ...outcome, succeeded: true })).toBe(0);
    expect(rewardOf(sparseReward, { ...outcome, succeeded: true, success: true, rewardSum: 1 })).toBe(0);
  });

  it('bounds values by never and at once', () => {
    const { low, high } = valueRange(sparseReward, 0.9);
    expect(low).toBeCloseTo(-10, 12);
    expect(high).toBe(0);
  });
});

describe('a rule of the reader', () => {
  const dense: RewardRule = { name: 'dense', low: 0.5, high: 2, of: ({ rewardSum }) => rewardSum };

  it('bounds values by an end at once and the best for ever', () => {
    expect(valueRange(dense, 0.5)).toEqual({ low: 0, high: 4 });
    expect(valueRange({ low: -3, high: -1 }, 0.5)).toEqual({ low: -6, high: 0 });
  });

  it('is held to the range that it states', () => {
    expect(rewardOf(dense, { ...outcome, rewardSum: 2 })).toBe(2);
    expect(() => rewardOf(dense, outcome)).toThrow(/dense gave 0, outside its own range \[0\.5, 2\]/);
    expect(() => rewardOf(dense, { ...outcome, rewardSum: Number.NaN })).toThrow(RangeError);
  });
});
