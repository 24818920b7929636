import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/compute/random.js';
import { iqm, mean, probabilityOfImprovement, stratifiedBootstrap, studentCI } from '../../src/statistics/index.js';
import { golden } from './golden.js';

const { x, y } = golden.scores;

/** Two Monte-Carlo quantiles of the same law, ours and rliable's, agree within their noise. */
const NOISE = 0.0025;

describe('stratifiedBootstrap', () => {
  it.each([
    ['iqm', iqm, golden.bootstrap.iqm],
    ['mean', mean, golden.bootstrap.mean],
  ] as const)('gives rliable’s interval of the %s', (_, statistic, expected) => {
    const interval = stratifiedBootstrap(x, statistic, { resamples: 20_000 });
    expect(interval.estimate).toBeCloseTo(expected.estimate, 14);
    expect(Math.abs(interval.low - expected.low)).toBeLessThan(NOISE);
    expect(Math.abs(interval.high - expected.high)).toBeLessThan(NOISE);
  });

  it('gives rliable’s interval of the probability of improvement, over the strata of both', () => {
    const improvement = (strata: readonly (readonly number[])[]) =>
      probabilityOfImprovement(strata.slice(0, x.length), strata.slice(x.length));
    const interval = stratifiedBootstrap([...x, ...y], improvement, { resamples: 5000 });
    expect(interval.estimate).toBeCloseTo(golden.bootstrap.improvement.estimate, 14);
    expect(Math.abs(interval.low - golden.bootstrap.improvement.low)).toBeLessThan(0.015);
    expect(Math.abs(interval.high - golden.bootstrap.improvement.high)).toBeLessThan(0.015);
  });

  it('gives the same interval for the same seed, and another for another', () => {
    const low = (seed: number) => stratifiedBootstrap(x, mean, { resamples: 200, seed }).low;
    expect(low(3)).toBe(low(3));
    expect(low(3)).not.toBe(low(4));
  });

  it('draws whole runs within their stratum, as many as it has', () => {
    const strata = [
      ['a1', 'a2', 'a3'],
      ['b1', 'b2'],
    ];
    stratifiedBootstrap(
      strata,
      (drawn) => {
        expect(drawn.map((runs) => runs.length)).toEqual([3, 2]);
        expect(drawn[0].every((run) => run.startsWith('a'))).toBe(true);
        expect(drawn[1].every((run) => run.startsWith('b'))).toBe(true);
        return 0;
      },
      { resamples: 50 },
    );
  });

  it('refuses empty strata, NaN statistics and options out of range', () => {
    expect(() => stratifiedBootstrap([], () => 0)).toThrow(/no stratum/);
    expect(() => stratifiedBootstrap([[1], []], () => 0)).toThrow(/stratum 1 has no runs/);
    expect(() => stratifiedBootstrap([[1]], () => Number.NaN)).toThrow(/NaN/);
    expect(() => stratifiedBootstrap([[1]], () => 0, { resamples: 0 })).toThrow(/resamples/);
    expect(() => stratifiedBootstrap([[1]], () => 0, { level: 95 })).toThrow(/level/);
  });
});

describe('coverage of nominal 95 % intervals, 8 runs', () => {
  const stream = randomStream(7, 'coverage');
  const normalScores = (tasks: number) =>
    Array.from({ length: tasks }, () => Array.from({ length: 8 }, () => 0.5 + 0.1 * stream.normal()));
  const covers = ({ low, high }: { low: number; high: number }) => low <= 0.5 && 0.5 <= high;
  const coverage = (experiments: number, interval: () => { low: number; high: number }) =>
    Array.from({ length: experiments }, interval).filter(covers).length / experiments;

  it('is nominal for Student', () => {
    // 3 standard errors of a binomial share at n = 4,000 are 0.0103.
    expect(Math.abs(coverage(4000, () => studentCI(normalScores(1)[0])) - 0.95)).toBeLessThan(0.0104);
  });

  it('is a little below for the bootstrapped IQM of three tasks', () => {
    // 0.933 in the reference simulation; 3 standard errors at n = 600 are 0.031.
    const share = coverage(600, () => stratifiedBootstrap(normalScores(3), iqm, { resamples: 400 }));
    expect(Math.abs(share - 0.933)).toBeLessThan(0.031);
  });
});
