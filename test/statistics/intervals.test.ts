import { describe, expect, it } from 'vitest';
import {
  mean,
  normalCI,
  pairedDifference,
  quantile,
  standardDeviation,
  studentCI,
  wilson,
} from '../../src/statistics/index.js';
import { golden } from './golden.js';

const [x0] = golden.scores.x;
const [y0] = golden.scores.y;

describe('wilson', () => {
  it.each(golden.wilson)('agrees with SciPy for $k of $n at $level', ({ k, n, level, interval }) => {
    const { estimate, low, high } = wilson(k, n, level);
    expect(estimate).toBe(k / n);
    expect(low).toBeCloseTo(interval[0], 12);
    expect(high).toBeCloseTo(interval[1], 12);
  });

  it('mirrors when successes and failures change places', () => {
    const [rate, mirror] = [wilson(13, 50), wilson(37, 50)];
    expect(mirror.low).toBeCloseTo(1 - rate.high, 14);
    expect(mirror.high).toBeCloseTo(1 - rate.low, 14);
  });

  it('refuses counts that cannot be', () => {
    expect(() => wilson(3, 0)).toThrow(/episodes must be an integer of at least 1, got 0/);
    expect(() => wilson(50, 38)).toThrow(/swapped/);
    expect(() => wilson(0.5, 2)).toThrow(/successes must be an integer/);
    expect(() => wilson(Number.NaN, 2)).toThrow(RangeError);
    expect(() => wilson(1, 2, 95)).toThrow(/0\.95 for 95 %/);
  });
});

describe('studentCI', () => {
  it.each(golden.studentCritical)('uses the critical value of SciPy for df $df at $level', ({ df, level, value }) => {
    const sample = Array.from({ length: df + 1 }, (_, i) => Math.sin(i + 1));
    const { high, estimate } = studentCI(sample, level);
    const standardError = standardDeviation(sample) / Math.sqrt(df + 1);
    expect((high - estimate) / standardError / value).toBeCloseTo(1, 10);
  });

  it('agrees with SciPy for one task', () => {
    const { low, high, estimate } = studentCI(x0);
    expect([low, high].map((end, i) => end - golden.studentOneTask[i])).toEqual([
      expect.closeTo(0, 12),
      expect.closeTo(0, 12),
    ]);
    expect(estimate).toBeCloseTo(mean(x0), 14);
  });

  it('agrees with Welch for two tasks', () => {
    const { low, high } = studentCI([x0, y0]);
    expect((high - low) / 2).toBeCloseTo(golden.studentTwoTasksHalfWidth, 10);
  });

  it('is a point when all runs are equal, and moves and stretches with the scores', () => {
    expect(studentCI([0.75, 0.75, 0.75])).toMatchObject({ estimate: 0.75, low: 0.75, high: 0.75 });
    const plain = studentCI(x0);
    const affine = studentCI(x0.map((score) => 3 * score - 1));
    expect(affine.low).toBeCloseTo(3 * plain.low - 1, 12);
    expect(affine.high).toBeCloseTo(3 * plain.high - 1, 12);
  });

  it('refuses one run, none, and NaN', () => {
    expect(() => studentCI([0.9])).toThrow(/at least 2 values, got 1.*seeds/);
    expect(() => studentCI([])).toThrow(/got 0/);
    expect(() => studentCI([0.9, Number.NaN])).toThrow(/value 1 is NaN/);
    expect(() => studentCI([0.1, 0.2], 1)).toThrow(/strictly between/);
  });
});

describe('normalCI', () => {
  it.each(golden.normalCritical)('uses the critical value of SciPy at $level', ({ level, value }) => {
    const { high, estimate } = normalCI(x0, level);
    expect(((high - estimate) * Math.sqrt(x0.length)) / standardDeviation(x0)).toBeCloseTo(value, 10);
  });
});

describe('pairedDifference', () => {
  it('is the Student interval of the differences', () => {
    const { low, high } = pairedDifference(x0, y0);
    expect(low).toBeCloseTo(golden.pairedDifference[0], 12);
    expect(high).toBeCloseTo(golden.pairedDifference[1], 12);
  });

  it('refuses lists that do not pair up', () => {
    expect(() => pairedDifference([1, 2, 3], [1, 2])).toThrow(/3 scores of A and 2 of B/);
  });
});

describe('quantile', () => {
  it.each(golden.quantile)('agrees with NumPy at $p', ({ p, value }) => {
    expect(quantile(x0, p)).toBeCloseTo(value, 14);
  });

  it('keeps infinities apart from NaN', () => {
    expect(quantile([1, Infinity, Infinity], 0.9)).toBe(Infinity);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow(/NaN/);
    expect(() => quantile([], 0.5)).toThrow(/empty/);
    expect(() => quantile([1], 1.5)).toThrow(/\[0, 1\]/);
  });
});
