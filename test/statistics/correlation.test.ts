import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pearson, spearman } from '../../src/statistics/index.js';

const golden = JSON.parse(readFileSync(new URL('../golden/diagnostics.json', import.meta.url), 'utf8'));

describe.each([
  ['pearson', pearson],
  ['spearman', spearman],
] as const)('%s', (name, correlation) => {
  it("is SciPy's, ties included", () => {
    expect(correlation(golden.x, golden.y)).toBeCloseTo(golden[name], 12);
  });

  it('is 1 and −1 for lines, and undefined for a constant', () => {
    expect(correlation([1, 2, 4], [10, 20, 40])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 4], [-1, -2, -4])).toBeCloseTo(-1, 12);
    expect(correlation([1, 2, 3], [5, 5, 5])).toBeNaN();
  });

  it('refuses what it cannot pair', () => {
    expect(() => correlation([1, 2], [1, 2, 3])).toThrow(`${name}: needs as many x as y, got 2 and 3`);
    expect(() => correlation([1], [1])).toThrow(/at least 2 values/);
    expect(() => correlation([1, Number.NaN], [1, 2])).toThrow(/value 1 is NaN/);
  });
});

it('ranks see order alone', () => {
  expect(spearman([1, 2, 3, 4], [1, 10, 100, 1e9])).toBe(1);
  expect(pearson([1, 2, 3, 4], [1, 10, 100, 1e9])).toBeLessThan(0.8);
});
