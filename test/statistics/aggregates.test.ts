import { describe, expect, it } from 'vitest';
import { describeRuns, iqm, mean, probabilityOfImprovement, standardDeviation } from '../../src/statistics/index.js';
import { golden } from './golden.js';

const { x, y } = golden.scores;

describe('mean', () => {
  it('agrees with rliable', () => expect(mean(x)).toBeCloseTo(golden.aggregates.mean, 14));
  it('gives each task the same weight', () => expect(mean([[0, 0, 0, 0], [1]])).toBe(0.5));
  it('refuses nothing and NaN', () => {
    expect(() => mean([])).toThrow(/got 0.*filtered out/);
    expect(() => mean([[0.5], []])).toThrow(/got 0/);
    expect(() => mean([0.5, Infinity])).toThrow(/value 1 is Infinity/);
  });
});

describe('standardDeviation', () => {
  it('divides by N − 1', () => expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 14));
});

describe('iqm', () => {
  it('agrees with rliable over tasks and for one task', () => {
    expect(iqm(x)).toBeCloseTo(golden.aggregates.iqm, 14);
    expect(iqm(x[0])).toBeCloseTo(golden.aggregates.iqmOneTask, 14);
  });

  it('drops two of eight at each end, and none of three', () => {
    expect(iqm([-9, -9, 1, 2, 3, 4, 99, 99])).toBe(2.5);
    expect(iqm([0, 0, 3])).toBe(1);
  });

  it('weighs tasks equally when they have unequal numbers of runs', () => {
    // Weights 1/4, 1/4, 1/2 of 0, 1, 2: the middle half is all of the 1 and half of the 2.
    expect(iqm([[0, 1], [2]])).toBeCloseTo(1.5, 14);
  });

  it('does not depend on the order of the runs', () => {
    expect(iqm(x.map((runs) => [...runs].reverse()))).toBeCloseTo(iqm(x), 14);
  });
});

describe('probabilityOfImprovement', () => {
  it('agrees with rliable', () =>
    expect(probabilityOfImprovement(x, y)).toBeCloseTo(golden.aggregates.improvement, 14));
  it('counts a tie as half', () => expect(probabilityOfImprovement([1, 1], [1, 0])).toBe(0.75));
  it('is one minus its reverse', () =>
    expect(probabilityOfImprovement(y, x)).toBeCloseTo(1 - golden.aggregates.improvement, 14));
  it('refuses different tasks', () =>
    expect(() => probabilityOfImprovement(x, y.slice(1))).toThrow(/3 tasks and y has 2/));
});

describe('describeRuns', () => {
  it('is silent about eight ordinary runs', () => {
    const description = describeRuns([0.8, 0.82, 0.84, 0.85, 0.86, 0.88, 0.9, 0.83], { episodes: 2000 });
    expect(description).toMatchObject({ runs: 8, min: 0.8, max: 0.9, warnings: [] });
    expect(description.median).toBeCloseTo(0.845, 14);
    expect(description.iqm.low).toBeLessThan(description.iqm.estimate);
  });

  it('warns about collapsed seeds, few runs, an interval outside [0, 1] and noisy evaluations', () => {
    const warnings = (scores: number[], episodes?: number) =>
      describeRuns(scores, { episodes, resamples: 100 }).warnings.join('\n');
    expect(warnings([0.02, 0.9, 0.91, 0.92, 0.93, 0.94])).toMatch(/two groups/);
    expect(warnings([0.9, 0.91])).toMatch(/only 2 runs/);
    expect(warnings([1, 1, 1, 1, 0.9])).toMatch(/leaves \[0, 1\]/);
    expect(warnings([0.8, 0.81, 0.82, 0.81, 0.8], 20)).toMatch(/20 evaluation episodes/);
  });

  it('has no interval for one run', () => {
    const { mean: centre, standardDeviation: spread } = describeRuns([0.9]);
    expect(centre).toMatchObject({ estimate: 0.9, low: Number.NaN, high: Number.NaN });
    expect(spread).toBeNaN();
  });
});
