import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  difference,
  type FamilyClaim,
  familyVerdicts,
  gainOverBase,
  iqm,
  stratifiedBootstrap,
  welch,
  wilson,
} from '../../src/statistics/index.js';

interface Golden {
  readonly samples: { a: number[]; b: number[] };
  readonly margin: number;
  readonly welch: number;
  readonly paired: number;
  readonly newcombe: [number, number];
}
/** What SciPy and statsmodels give; written by test/golden/verdicts.py. */
const golden = JSON.parse(readFileSync(new URL('../golden/verdicts.json', import.meta.url), 'utf8')) as Golden;
const { a, b } = golden.samples;

describe('difference', () => {
  it('tests against a margin as SciPy does', () => {
    expect(difference(a, b, { method: 'welch' }).pValue(golden.margin)).toBeCloseTo(golden.welch, 10);
    expect(difference(a, b, { method: 'paired' }).pValue(golden.margin)).toBeCloseTo(golden.paired, 10);
  });

  it.each(['welch', 'paired', 'iqm'] as const)(
    '%s: a p-value is the level at which the interval ends there',
    (method) => {
      const contrast = difference(a, b, { method });
      const margin = 0.01;
      const p = contrast.pValue(margin);
      expect(contrast.at(1 - 0.9 * p).low).toBeLessThan(margin);
      expect(contrast.at(1 - 1.1 * p).low).toBeGreaterThan(margin);
    },
  );

  it('has the intervals of what it is named after', () => {
    expect(difference(a, b, { method: 'welch' }).at(0.9)).toEqual(welch(a, b, 0.9));
    const bootstrap = stratifiedBootstrap([a, b], ([x, y]) => iqm(x) - iqm(y), { resamples: 500, seed: 3 });
    expect(difference(a, b, { resamples: 500, seed: 3 }).at(0.95)).toEqual(bootstrap);
  });

  it('of a single run is an estimate without an interval', () => {
    const single = difference([0.5], b, { method: 'welch' });
    expect(single.at(0.95)).toMatchObject({ low: Number.NaN, high: Number.NaN, method: 'none from a single run' });
    expect([single.estimate, single.pValue(0)]).toEqual([expect.closeTo(0.5 - 0.44125, 12), 1]);
  });

  it('refuses tasks and pairs that do not match', () => {
    expect(() => difference([a, b], [a])).toThrow(/A has 2 tasks and B has 1/);
    expect(() => difference([a, b], [a, b], { method: 'paired' })).toThrow(/within one task, got 2/);
    expect(() => difference(a, b.slice(1), { method: 'paired' })).toThrow(/do not pair up/);
  });
});

describe('familyVerdicts', () => {
  /** A contrast whose interval is ±0.1 at 95 %, ±0.2 above, and whose p-values are given. */
  const contrast = (estimate: number, p: (margin: number) => number) => ({
    estimate,
    at: (level: number) => {
      const half = level > 0.951 ? 0.2 : 0.1;
      return { estimate, low: estimate - half, high: estimate + half, level, method: 'by hand' };
    },
    pValue: p,
  });
  const claim = (estimate: number, p: number, over: Partial<FamilyClaim> = {}): FamilyClaim => ({
    claim: `${estimate}`,
    direction: 'above',
    margin: 0,
    possible: [-1, 1],
    runs: 8,
    contrast: contrast(estimate, () => p),
    ...over,
  });
  const words = (claims: FamilyClaim[]) => familyVerdicts(claims).map(({ verdict }) => verdict);

  it('judges one claim at its own level, and several by Holm', () => {
    expect(words([claim(0.15, 0.04)])).toEqual(['supported']);
    // 0.04 > 0.05 / 2: neither is rejected, and both stay at 97.5 %, where ±0.2 contains 0.
    const two = familyVerdicts([claim(0.15, 0.04), claim(0.15, 0.04)]);
    expect(two.map(({ verdict }) => verdict)).toEqual(['inconclusive here', 'inconclusive here']);
    expect(two[0].evidence.level).toBeCloseTo(0.975, 12);
    // The first is rejected at 0.05 / 2, the second at 0.05.
    const stepped = familyVerdicts([claim(0.15, 0.04), claim(0.3, 0.01)]);
    expect(stepped.map(({ evidence }) => evidence.level)).toEqual([
      expect.closeTo(0.95, 12),
      expect.closeTo(0.975, 12),
    ]);
    expect(stepped.map(({ verdict }) => verdict)).toEqual(['supported', 'supported']);
  });

  it('does not count claims that nothing can be concluded from', () => {
    const idle = [claim(0.15, 0.9, { runs: 2 }), claim(-0.5, 0.9, { possible: [-1, 0] })];
    expect(words([...idle, claim(0.15, 0.04)])).toEqual(['inconclusive here', 'undecidable here', 'supported']);
    expect(words(idle)).toEqual(['inconclusive here', 'undecidable here']);
  });

  it('tests equivalence against the nearer margin', () => {
    const asked: number[] = [];
    const seen = (estimate: number) =>
      contrast(estimate, (margin) => {
        asked.push(margin);
        return 0.5;
      });
    familyVerdicts([
      claim(-0.02, 0, { direction: 'within', margin: 0.3, contrast: seen(-0.02) }),
      claim(0.4, 0, { direction: 'within', margin: 0.3, contrast: seen(0.4) }),
    ]);
    expect(asked).toEqual([-0.3, 0.3]);
  });
});

describe('gainOverBase', () => {
  it('is Newcombe’s interval where the runs agree', () => {
    const { estimate, low, high } = gainOverBase([0.5, 0.5, 0.5], 50, { successes: 20, episodes: 50 });
    expect(estimate).toBeCloseTo(0.1, 12);
    expect(low).toBeCloseTo(golden.newcombe[0], 10);
    expect(high).toBeCloseTo(golden.newcombe[1], 10);
  });

  it('adds the spread over runs in squares', () => {
    // Mean .5, s = .1, t(2) = 4.302653: half-width .248414. Wilson of 25 of 50 is ±.134025, of 20 of 50 +.141986, −.119549.
    const rates = [0.4, 0.5, 0.6];
    const { low, high } = gainOverBase(rates, 50, { successes: 20, episodes: 50 });
    const [agent, alone] = [wilson(25, 50), wilson(20, 50)];
    const half = (4.302652729911275 * 0.1) / Math.sqrt(3);
    expect(low).toBeCloseTo(0.1 - Math.hypot(half, 0.5 - agent.low, alone.high - 0.4), 9);
    expect(high).toBeCloseTo(0.1 + Math.hypot(half, agent.high - 0.5, 0.4 - alone.low), 9);
  });

  it('has a width where all runs succeed always', () => {
    const { estimate, low, high } = gainOverBase([1, 1, 1, 1], 50, { successes: 18, episodes: 50 });
    expect([estimate, high > estimate, low < estimate]).toEqual([0.64, true, true]);
  });

  it('covers the true gain when runs and episodes vary', () => {
    // Episodes differ in difficulty, and runs and base meet the same 50: the crossed design of the recorded runs.
    const draw = generator(7);
    let covered = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const difficulty = Array.from({ length: 50 }, () => (draw() + draw() + draw() - 1.5) * 0.5);
      const count = (skill: number) => difficulty.filter((hard) => draw() < skill + hard).length;
      const rates = Array.from({ length: 4 }, () => count(0.6 + 0.1 * (draw() - 0.5)) / 50);
      const { low, high } = gainOverBase(rates, 50, { successes: count(0.4), episodes: 50 });
      if (low <= 0.2 && high >= 0.2) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.95);
  });

  it('refuses what is no rate, and a single run', () => {
    const base = { successes: 20, episodes: 50 };
    expect(() => gainOverBase([0.5], 50, base)).toThrow(/at least 2/);
    expect(() => gainOverBase([0.5, 1.2], 50, base)).toThrow(/must lie in \[0, 1\], got 1.2/);
    expect(() => gainOverBase([0.5, 0.5], 0, base)).toThrow(/episodes/);
  });
});

/** Mulberry32: uniform numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
