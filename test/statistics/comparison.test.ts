import { describe, expect, it } from 'vitest';
import { holm, permutationTest } from '../../src/statistics/index.js';
import { golden } from './golden.js';

describe('permutationTest', () => {
  it.each(golden.permutation)('is SciPy’s exact test, $alternative', ({ a, b, alternative, pValue }) => {
    const result = permutationTest(a, b, { alternative });
    expect(result.exact).toBe(true);
    expect(result.pValue).toBeCloseTo(pValue, 12);
  });

  it('enumerates C(16, 8) splits for 8 against 8', () => {
    const { a, b } = golden.permutation[0];
    expect(permutationTest(a, b).permutations).toBe(12_870);
  });

  it('cannot show anything at 0.05 with 3 against 3', () => {
    expect(permutationTest([7, 8, 9], [1, 2, 3])).toMatchObject({ difference: 6, permutations: 20, pValue: 0.1 });
  });

  it('draws splits when there are too many, near the exact value and never 0', () => {
    const { a, b, pValue } = golden.permutation[0];
    const drawn = permutationTest(a, b, { permutations: 5000 });
    expect(drawn).toMatchObject({ exact: false, permutations: 5000 });
    expect(Math.abs(drawn.pValue - pValue)).toBeLessThan(4 * Math.sqrt((pValue * (1 - pValue)) / 5000) + 1 / 5000);
    const far = Array.from({ length: 12 }, (_, i) => i);
    const clear = permutationTest(
      far,
      far.map((value) => value + 100),
      { permutations: 100 },
    );
    expect(clear.pValue).toBe(1 / 101);
  });

  it('gives p = 1 for equal runs and refuses none', () => {
    expect(permutationTest([0.5, 0.5], [0.5, 0.5]).pValue).toBe(1);
    expect(() => permutationTest([], [1])).toThrow(/got 0/);
    expect(() => permutationTest([1], [Number.NaN])).toThrow(/NaN/);
  });
});

describe('holm', () => {
  it('agrees with statsmodels', () => {
    holm(golden.holm.pValues).forEach((adjusted, i) => {
      expect(adjusted).toBeCloseTo(golden.holm.adjusted[i], 14);
    });
  });

  it('by hand: 0.01, 0.04, 0.03 become 0.03, 0.06, 0.06', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });

  it('refuses what is no probability', () => {
    expect(() => holm([])).toThrow(/got 0/);
    expect(() => holm([0.5, 1.2])).toThrow(/1\.2/);
  });
});
