import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/random/randomStream.js';
import { holm, holmLevels, permutationTest, welch } from '../../src/statistics/index.js';
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

const nearly = (value: number) => expect.closeTo(value, 12);

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

describe('holmLevels', () => {
  it('goes down with each rejection and stays from the first that fails', () => {
    expect(holmLevels([0.04, 0.001, 0.03])).toEqual([1 - 0.05 / 2, 1 - 0.05 / 3, 1 - 0.05 / 2].map(nearly));
    expect(holmLevels([0.01, 0.02, 0.001])).toEqual([1 - 0.05 / 2, 0.95, 1 - 0.05 / 3].map(nearly));
    expect(holmLevels([0.5, 0.5])).toEqual([0.975, 0.975].map(nearly));
    expect(holmLevels([0.2], 0.9)).toEqual([0.9].map(nearly));
  });

  it('gives the intervals of Welch that lie beside 0 exactly where Holm rejects', () => {
    const stream = randomStream(1, 'bootstrap');
    let rejections = 0;
    for (let trial = 0; trial < 200; trial++) {
      const ours = Array.from({ length: 6 }, () => stream.normal());
      const rivals = [0, 1, 1.5, 2].map((shift) => Array.from({ length: 4 }, () => shift + stream.normal()));
      const pValues = rivals.map((rival) => welch(ours, rival).pValue);
      const levels = holmLevels(pValues);
      holm(pValues).forEach((p, i) => {
        const { low, high } = welch(ours, rivals[i], levels[i]);
        expect(low > 0 || high < 0).toBe(p <= 0.05);
        rejections += Number(p <= 0.05);
      });
    }
    expect(rejections).toBeGreaterThan(100);
    expect(rejections).toBeLessThan(500);
  });

  it('refuses what is no p-value', () => {
    expect(() => holmLevels([])).toThrow(/got 0/);
    expect(() => holmLevels([0.5], 1)).toThrow(/level/);
  });
});
