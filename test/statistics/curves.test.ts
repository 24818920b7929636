import { describe, expect, it } from 'vitest';
import {
  alignCurves,
  auc,
  curveBetween,
  pointwiseBand,
  speedContrast,
  speedup,
  stepsToThreshold,
  studentCI,
} from '../../src/statistics/index.js';
import { golden } from './golden.js';

const curve = (times: number[], values: number[]) => ({ times, values });

describe('alignCurves', () => {
  it('carries the last observation forward on the union of times', () => {
    const aligned = alignCurves([curve([0, 10, 20], [0.1, 0.2, 0.3]), curve([0, 15, 30], [0.5, 0.6, 0.7])]);
    expect(aligned.times).toEqual([0, 10, 15, 20]);
    expect(aligned.values).toEqual([
      [0.1, 0.2, 0.2, 0.3],
      [0.5, 0.5, 0.6, 0.6],
    ]);
  });

  it('takes a grid, and refuses one that leaves what all runs cover', () => {
    const curves = [curve([0, 10], [1, 2]), curve([5, 20], [3, 4])];
    expect(alignCurves(curves, [5, 7, 10]).values).toEqual([
      [1, 1, 2],
      [3, 3, 3],
    ]);
    expect(() => alignCurves(curves, [0])).toThrow(/0 lies outside \[5, 10\]/);
    expect(() => alignCurves([curve([0, 1], [1, 1]), curve([2, 3], [1, 1])])).toThrow(/share no time/);
  });

  it('refuses malformed curves', () => {
    expect(() => alignCurves([])).toThrow(/at least one curve/);
    expect(() => alignCurves([curve([0, 1], [1])])).toThrow(/2 times and 1 values/);
    expect(() => alignCurves([curve([0, 5, 5], [1, 1, 1])])).toThrow(/5 is followed by 5/);
    expect(() => alignCurves([curve([0, 1], [1, Number.NaN])])).toThrow(/NaN/);
  });
});

describe('pointwiseBand', () => {
  const runs = [0, 0.1, 0.2, 0.4].map((shift) => curve([0, 1, 2], [0.1 + shift, 0.3 + shift, 0.5]));

  it('is the Student interval at each time', () => {
    const band = pointwiseBand(alignCurves(runs));
    const { low, high } = studentCI([0.3, 0.4, 0.5, 0.7]);
    expect(band.low[1]).toBeCloseTo(low, 12);
    expect(band.high[1]).toBeCloseTo(high, 12);
    expect([band.low[2], band.high[2]]).toEqual([0.5, 0.5]);
    expect(band.method).toBe('mean, pointwise 95 % Student interval, 4 runs');
  });

  it('bootstraps whole runs for the IQM: shifted runs give a shifted band', () => {
    const band = pointwiseBand(alignCurves(runs), { statistic: 'iqm', resamples: 200 });
    expect(band.low[1] - band.low[0]).toBeCloseTo(0.2, 12);
    expect(band.high[1] - band.high[0]).toBeCloseTo(0.2, 12);
    expect(band.low[0]).toBeLessThan(band.estimate[0]);
    expect(band.estimate[0]).toBeCloseTo(0.25, 12);
  });

  it('has no interval for one run', () => {
    const band = pointwiseBand(alignCurves(runs.slice(0, 1)));
    expect(band.estimate).toEqual([0.1, 0.3, 0.5]);
    expect(band.low).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('auc', () => {
  it('agrees with NumPy', () => expect(auc(golden.auc)).toBeCloseTo(golden.auc.value, 14));
  it('is the value of a constant', () => expect(auc(curve([3, 4, 9], [0.5, 0.5, 0.5]))).toBe(0.5));
  it('refuses a single evaluation', () => expect(() => auc(curve([0], [1]))).toThrow(/two evaluations/));
});

describe('curveBetween', () => {
  const run = curve([0, 10, 30], [0, 1, 0.5]);
  it('ends on the lines between evaluations', () => {
    expect(curveBetween(run, 5, 20)).toEqual({ times: [5, 10, 20], values: [0.5, 1, 0.75] });
    expect(curveBetween(run, 10, 30)).toEqual({ times: [10, 30], values: [1, 0.5] });
    expect(curveBetween(run, 12, 12)).toEqual({ times: [12], values: [0.95] });
  });
  it('makes lines that were looked at elsewhere equal', () => {
    // The same fall, x = 11 − t/250, seen at 280, 680, … and at 400, 800, …: the means of the points differ, the areas not.
    const seen = (first: number) => {
      const times = [0, 1, 2, 3, 4, 5].map((i) => first + 400 * i);
      return curve(
        times,
        times.map((time) => 11 - time / 250),
      );
    };
    const areas = [280, 400].map((first) => auc(curveBetween(seen(first), 400, 2_000)));
    expect(areas[0]).toBeCloseTo(6.2, 12);
    expect(areas[1]).toBeCloseTo(6.2, 12);
  });
  it('invents nothing beyond an end', () => {
    expect(() => curveBetween(run, -1, 5)).toThrow(/from -1 to 5|-1 to 5, but the curve goes from 0 to 30/);
    expect(() => curveBetween(run, 5, 31)).toThrow(/goes from 0 to 30/);
    expect(() => curveBetween(run, 9, 8)).toThrow(RangeError);
  });
});

describe('stepsToThreshold', () => {
  const run = curve([0, 10, 20, 30, 40], [0.4, 0.9, 0.5, 0.8, 0.8]);
  it('is where the line to the first evaluation at or above crosses', () => {
    // From .4 to .9 in 10: .8 after four fifths.
    expect(stepsToThreshold(run, 0.8)).toEqual({ time: expect.closeTo(8, 12), reached: true });
    expect(stepsToThreshold(run, 0.9)).toEqual({ time: 10, reached: true });
    expect(stepsToThreshold(run, 0.4)).toEqual({ time: 0, reached: true });
  });
  it('waits for consecutive evaluations', () =>
    expect(stepsToThreshold(run, 0.8, 2)).toEqual({ time: 30, reached: true }));
  it('is censored at the end', () => expect(stepsToThreshold(run, 0.8, 3)).toEqual({ time: 40, reached: false }));
  it('refuses W = 0 and a NaN threshold', () => {
    expect(() => stepsToThreshold(run, 0.8, 0)).toThrow(/consecutive/);
    expect(() => stepsToThreshold(run, Number.NaN)).toThrow(/finite/);
  });
});

describe('speedup', () => {
  const times = [0, 10, 20, 30, 40];
  const fast = [0, 0.02, -0.02].map((shift) =>
    curve(
      times,
      [0.4, 0.8, 0.9, 0.9, 0.9].map((v) => v + shift),
    ),
  );
  const slow = [0, 0.02, -0.02].map((shift) =>
    curve(
      times,
      [0.4, 0.5, 0.6, 0.7, 0.85].map((v) => v + shift),
    ),
  );

  it('is the ratio of times of the mean curves at each threshold', () => {
    const rows = speedup(fast, slow, [0.3, 0.5, 0.75], { resamples: 200 });
    // .5 after 2.5 and 10, .75 after 8.75 and 30 + 10/3; .3 is below where both start.
    const ratios = [1, 4, (30 + 10 / 3) / 8.75].map((ratio) => expect.closeTo(ratio, 12));
    expect(rows.map(({ estimate }) => estimate)).toEqual(ratios);
    expect(rows[2]).toMatchObject({ threshold: 0.75, reachedA: true, reachedB: true });
    expect([rows[2].low < 3.8, rows[2].high > 3.82]).toEqual([true, true]);
  });

  it('inverts when the agents change places', () => {
    expect(speedup(slow, fast, [0.75], { resamples: 50 })[0].estimate).toBeCloseTo(8.75 / (30 + 10 / 3), 12);
  });

  it('is a contrast with a level of its own, and a p-value against any ratio', () => {
    const contrast = speedContrast(fast, slow, 0.75, { resamples: 200 });
    const [{ estimate, low, high }] = speedup(fast, slow, [0.75], { resamples: 200 });
    expect(contrast.at(0.95)).toMatchObject({ estimate, low, high });
    expect(contrast.at(0.99).low).toBeLessThanOrEqual(low);
    expect(contrast.pValue(1)).toBeCloseTo(2 / 201, 12);
    expect(contrast.pValue(Infinity)).toBeCloseTo(2 / 201, 12);
    const neither = speedContrast(fast, slow, 0.99, { resamples: 50 });
    expect([neither.at(0.95).low, neither.at(0.95).high, neither.pValue(1)]).toEqual([0, Infinity, 1]);
  });

  it('keeps what was censored', () => {
    const [onlyFast, neither] = speedup(fast, slow, [0.88, 0.99], { resamples: 50 });
    expect(onlyFast).toMatchObject({ estimate: Infinity, reachedA: true, reachedB: false });
    expect(neither).toMatchObject({ estimate: Number.NaN, low: 0, high: Infinity, reachedA: false });
  });
});
