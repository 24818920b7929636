import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  aggregateCurve,
  bootstrapBand,
  curveDifference,
  mean,
  pointwiseBand,
  scoreProfile,
  simultaneousBand,
  taskProfile,
  welch,
} from '../../src/statistics/index.js';
import { golden as scores } from './golden.js';

const golden = JSON.parse(readFileSync(new URL('../golden/inference.json', import.meta.url), 'utf8'));
const { x } = scores.scores;
const { thresholds } = golden.profile;
const largestGap = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

describe('performance profiles', () => {
  it('agree with rliable, over runs and over tasks', () => {
    expect(largestGap(scoreProfile(x, thresholds), golden.profile.runs.values)).toBeLessThan(1e-14);
    expect(largestGap(taskProfile(x, thresholds), golden.profile.tasks.values)).toBeLessThan(1e-14);
  });

  it('have rliable’s pointwise band', () => {
    const band = bootstrapBand(thresholds, x, (strata) => scoreProfile(strata, thresholds), { resamples: 5000 });
    // Shares of 24 runs move in steps of 1/24: ends may differ by one.
    expect(largestGap(band.low, golden.profile.runs.low)).toBeLessThan(1 / 24 + 1e-9);
    expect(largestGap(band.high, golden.profile.runs.high)).toBeLessThan(1 / 24 + 1e-9);
  });

  it('count strictly above, and weigh tasks equally', () => {
    expect(scoreProfile([0.2, 0.5, 0.5, 1], [0, 0.5, 1])).toEqual([1, 0.25, 0]);
    expect(scoreProfile([[0, 0, 0], [1]], [0.5])).toEqual([0.5]);
    expect(() => scoreProfile([0.5], [])).toThrow(/at least 1 value/);
  });
});

describe('bootstrapBand', () => {
  it('refuses a curve of another length', () =>
    expect(() => bootstrapBand([0, 1], [[1, 2]], () => [1])).toThrow(/1 values for 2 times/));

  it('agrees with the pointwise band of the IQM', () => {
    const aligned = {
      times: [0, 1],
      values: [
        [0.1, 0.2],
        [0.3, 0.1],
        [0.2, 0.6],
      ],
    };
    const { low, high } = bootstrapBand([0, 1], [aligned.values], (strata) => aggregateCurve(strata, 'iqm'));
    expect(pointwiseBand(aligned, { statistic: 'iqm' })).toMatchObject({ low, high });
  });
});

describe('simultaneousBand', () => {
  const { runs, level, low, high } = golden.simultaneousBand;
  const times = runs[0].map((_: number, i: number) => i);

  it('agrees with NumPy', () => {
    const band = simultaneousBand({ times, values: runs }, { level, resamples: 20_000 });
    expect(largestGap(band.low, low)).toBeLessThan(0.003);
    expect(largestGap(band.high, high)).toBeLessThan(0.003);
    expect(band.method).toBe('mean, simultaneous 90 % bootstrap band, 8 runs');
  });

  it('is wider than the pointwise band of the same resamples, and a point where runs agree', () => {
    const values: number[][] = runs.map((run: number[]) => [0.5, ...run]);
    const band = simultaneousBand({ times: [-1, ...times], values });
    const pointwise = bootstrapBand([-1, ...times], [values], (strata) => aggregateCurve(strata));
    expect([band.low[0], band.high[0]]).toEqual([0.5, 0.5]);
    for (const i of times)
      expect(band.high[i + 1] - band.low[i + 1]).toBeGreaterThan(pointwise.high[i + 1] - pointwise.low[i + 1]);
  });

  it('refuses one run', () => expect(() => simultaneousBand({ times: [0], values: [[1]] })).toThrow(/at least 2 runs/));
});

describe('curveDifference', () => {
  const curve = (values: number[], times = [0, 10, 20]) => ({ times, values });
  const a = [curve([0.5, 0.6, 0.9]), curve([0.5, 0.7, 0.8]), curve([0.5, 0.5, 0.9])];
  const b = [curve([0.5, 0.2, 0.5]), curve([0.5, 0.3, 0.7])];

  it('is Welch’s interval of the means at each time', () => {
    const difference = curveDifference(a, b);
    const { estimate, low, high } = welch([0.9, 0.8, 0.9], [0.5, 0.7]);
    expect([difference.estimate[2], difference.low[2], difference.high[2]]).toEqual([estimate, low, high]);
    expect([difference.low[0], difference.high[0]]).toEqual([0, 0]);
    expect(difference.method).toBe('difference of means, pointwise 95 % Welch interval, 3 against 2 runs');
  });

  it.each(['pointwise', 'simultaneous'] as const)('bootstraps the IQM, %s', (coverage) => {
    const difference = curveDifference(a, b, { statistic: 'iqm', coverage, resamples: 300 });
    expect(difference.estimate[1]).toBeCloseTo(mean([0.6, 0.7, 0.5]) - mean([0.2, 0.3]), 12);
    expect(difference.low[1]).toBeLessThan(difference.estimate[1]);
    expect(difference.method).toContain(`difference of IQMs, ${coverage}`);
  });

  it('changes its sign when the agents change places', () => {
    const [there, back] = [curveDifference(a, b), curveDifference(b, a)];
    expect(
      largestGap(
        there.low,
        back.high.map((value) => -value),
      ),
    ).toBeLessThan(1e-15);
  });

  it('compares on the times that all share, and refuses single runs', () => {
    const short = [curve([0.4, 0.2], [0, 15]), curve([0.4, 0.3], [0, 15])];
    expect(curveDifference(a, short).times).toEqual([0, 10, 15]);
    expect(() => curveDifference(a, b.slice(1))).toThrow(/3 of A and 1 of B/);
  });
});

describe('aggregateCurve', () => {
  it('weighs tasks equally', () =>
    expect(
      aggregateCurve([
        [
          [0, 0],
          [0, 0],
          [0, 2],
        ],
        [[1, 2]],
      ]),
    ).toEqual([0.5, 4 / 3]));
  it('refuses no runs', () => expect(() => aggregateCurve([])).toThrow(/no run/));
});
