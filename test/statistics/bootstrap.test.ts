import { describe, expect, it } from 'vitest';
import { iqm, mean, probabilityOfImprovement, stratifiedBootstrap } from '../../src/statistics/index.js';
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
