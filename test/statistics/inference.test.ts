import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  iqm,
  kaplanMeier,
  mean,
  median,
  optimalityGap,
  powerN,
  standardDeviation,
  stratifiedBootstrap,
  toleranceInterval,
  welch,
} from '../../src/statistics/index.js';
import { golden as scores } from './golden.js';

interface Ends {
  readonly low: number;
  readonly high: number;
}

interface Golden {
  readonly median: number;
  readonly optimalityGap: Readonly<Record<string, number>>;
  readonly basic: Ends;
  readonly bcaOneTask: Ends;
  readonly bcaSkewed: Ends;
  readonly bcaThreeTasks: Ends;
  readonly welch: readonly (Ends & { a: number[]; b: number[]; level: number; pValue: number; df: number })[];
  readonly powerN: readonly { difference: number; spread: number; level: number; power: number; value: number }[];
  readonly tolerance: readonly { runs: number; share: number; level: number; factor: number }[];
  readonly kaplanMeier: readonly {
    times: number[];
    reached: boolean[];
    horizon: number;
    events: number[];
    waiting: number[];
    median: number | null;
    restrictedMean: number;
  }[];
}

/** What SciPy, statsmodels and rliable give; written by test/golden/inference.py. */
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/inference.json', import.meta.url), 'utf8'));
const { x } = scores.scores;
const one = x[0];

function expectNear(actual: Ends, expected: Ends, noise: number): void {
  expect(Math.abs(actual.low - expected.low)).toBeLessThan(noise);
  expect(Math.abs(actual.high - expected.high)).toBeLessThan(noise);
}

describe('median', () => {
  it('agrees with rliable over tasks', () => expect(median(x)).toBeCloseTo(golden.median, 14));
  it('is the middle run of one task', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 2, 9])).toBe(3);
  });
  it('refuses a list with one task, whose median would be a mean', () =>
    expect(() => median([[1, 2, 9]])).toThrow(/median\(runs\)/));
});

describe('optimalityGap', () => {
  it.each([1, 0.8])('agrees with rliable for a target of %d', (target) =>
    expect(optimalityGap(x, target)).toBeCloseTo(golden.optimalityGap[target], 14),
  );
  it('does not let one run make up for another', () => expect(optimalityGap([0.2, 1.8])).toBeCloseTo(0.4, 14));
  it('refuses a target that is none', () => expect(() => optimalityGap([1], Number.NaN)).toThrow(/target/));
});

describe('stratifiedBootstrap, other intervals', () => {
  const options = { resamples: 20_000 };

  it('basic is SciPy’s, and the percentile interval mirrored', () => {
    const basic = stratifiedBootstrap([one], mean, { ...options, method: 'basic' });
    expectNear(basic, golden.basic, 0.003);
    const { low, high, estimate } = stratifiedBootstrap([one], mean, options);
    expect([basic.low, basic.high]).toEqual([2 * estimate - high, 2 * estimate - low]);
    expect(basic.method).toBe('basic bootstrap (20000)');
  });

  it('bca is SciPy’s for one task, for skewed scores, and over the strata of several', () => {
    const bca = { ...options, method: 'bca' } as const;
    expectNear(stratifiedBootstrap([one], mean, bca), golden.bcaOneTask, 0.003);
    expectNear(stratifiedBootstrap(x, iqm, bca), golden.bcaThreeTasks, 0.003);
    const skewed = one.map((score) => score ** 12);
    const corrected = stratifiedBootstrap([skewed], mean, bca);
    expectNear(corrected, golden.bcaSkewed, 0.01);
    expect(corrected.high - stratifiedBootstrap([skewed], mean, options).high).toBeGreaterThan(0.03);
  });

  it('bca of equal runs is the point', () => {
    expect(stratifiedBootstrap([[0.5, 0.5, 0.5]], mean, { resamples: 50, method: 'bca' })).toMatchObject({
      low: 0.5,
      high: 0.5,
    });
  });

  it('refuses what they cannot do', () => {
    const largest = ([runs]: readonly (readonly number[])[]) => Math.max(...runs);
    expect(() => stratifiedBootstrap([[1], [1, 2]], mean, { method: 'bca' })).toThrow(/stratum 0 has 1/);
    expect(() => stratifiedBootstrap([[1, 2]], () => Infinity, { method: 'basic' })).toThrow(/finite statistic/);
    const highest = ([runs]: readonly (readonly number[])[]) =>
      runs[0] === 1 && runs[1] === 2 ? 9 : runs[0] + runs[1];
    expect(() => stratifiedBootstrap([[1, 2]], highest, { method: 'bca', resamples: 1 })).toThrow(/below the estimate/);
    expect(stratifiedBootstrap([[1, 2, 3]], largest, { method: 'bca', resamples: 200 }).high).toBe(3);
  });
});

describe('welch', () => {
  it.each(golden.welch)('is SciPy’s at $level with df $df', ({ a, b, level, low, high, pValue, df }) => {
    const result = welch(a, b, level);
    expect(result.low).toBeCloseTo(low, 11);
    expect(result.high).toBeCloseTo(high, 11);
    expect(result.pValue).toBeCloseTo(pValue, 11);
    expect(result.df).toBeCloseTo(df, 11);
  });

  it('averages over tasks: twice the same task halves the variance', () => {
    const [single, double] = [
      welch([1, 2, 4], [0, 1, 1]),
      welch(
        [
          [1, 2, 4],
          [1, 2, 4],
        ],
        [
          [0, 1, 1],
          [0, 1, 1],
        ],
      ),
    ];
    expect(double.estimate).toBeCloseTo(single.estimate, 14);
    expect(double.df).toBeCloseTo(2 * single.df, 12);
  });

  it('is a point for runs without spread, and refuses one run or other tasks', () => {
    expect(welch([1, 1], [0, 0])).toMatchObject({ estimate: 1, low: 1, high: 1, pValue: 0 });
    expect(welch([1, 1], [1, 1]).pValue).toBe(1);
    expect(() => welch([1], [1, 2])).toThrow(/at least 2/);
    expect(() => welch(x, x.slice(1))).toThrow(/A has 3 tasks and B has 2/);
  });
});

describe('powerN', () => {
  it.each(golden.powerN)('is statsmodels’ $value, rounded up', ({ difference, spread, level, power, value }) =>
    expect(powerN(difference, spread, { level, power })).toBe(Math.ceil(value)),
  );
  it('does not care which agent is higher, and asks for two at least', () => {
    expect(powerN(-0.1, 0.1)).toBe(16);
    expect(powerN(1, 0.01)).toBe(2);
  });
  it('refuses a difference of 0', () => expect(() => powerN(0, 0.1)).toThrow(/No number of runs/));
});

describe('toleranceInterval', () => {
  it.each(golden.tolerance)('has the factor of Howe for $runs runs', ({ runs, share, level, factor }) => {
    const sample = Array.from({ length: runs }, (_, i) => Math.sin(i + 1));
    const { estimate, high, low } = toleranceInterval(sample, share, level);
    expect((high - estimate) / standardDeviation(sample)).toBeCloseTo(factor, 9);
    expect(estimate - low).toBeCloseTo(high - estimate, 14);
  });
  it('refuses a share that is none', () => expect(() => toleranceInterval([1, 2], 90)).toThrow(/strictly between/));
});

describe('kaplanMeier', () => {
  it.each(golden.kaplanMeier)('is SciPy’s curve for reached $reached', (data) => {
    const times = data.times.map((time, i) => ({ time, reached: data.reached[i] }));
    const survival = kaplanMeier(times, data.horizon);
    expect(survival.times).toEqual(data.events);
    expect(survival.waiting).toEqual(data.waiting.map((share) => expect.closeTo(share, 12)));
    expect(survival.median).toBe(data.median ?? Infinity);
    expect(survival.restrictedMean).toBeCloseTo(data.restrictedMean, 12);
    expect(survival).toMatchObject({ runs: times.length, reached: data.reached.filter(Boolean).length });
  });

  const run = (time: number, reached: boolean) => ({ time, reached });

  it('by hand: of two, one reaches it at 4 and one never within 10', () => {
    expect(kaplanMeier([run(4, true), run(10, false)])).toMatchObject({ median: 4, restrictedMean: 7, horizon: 10 });
  });

  it('can be bootstrapped, censored medians being infinite', () => {
    const runs = [...[3, 4, 5].map((time) => run(time, true)), ...[9, 9].map((time) => run(time, false))];
    const interval = stratifiedBootstrap([runs], ([drawn]) => kaplanMeier(drawn, 9).median, { resamples: 500 });
    expect(interval).toMatchObject({ estimate: 5, low: 3, high: Infinity });
  });

  it('refuses no runs, negative times, and a horizon beyond what was watched', () => {
    expect(() => kaplanMeier([])).toThrow(/at least 1 value/);
    expect(() => kaplanMeier([run(-1, true)])).toThrow(/at least 0, got -1/);
    expect(() => kaplanMeier([run(4, true), run(10, false)], 12)).toThrow(/12 lies beyond 10/);
    expect(kaplanMeier([run(4, true), run(6, true)], 12).restrictedMean).toBe(5);
  });
});
