import { describe, expect, it } from 'vitest';
import { decidingRuns, studentCI, verdict } from '../../src/statistics/index.js';

/** Paired differences of n seeds with mean .05 and standard deviation .1. */
function sample(n: number): number[] {
  const raw = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1) * (1 + (n % 2 && i === n - 1 ? -1 : 0)));
  const mean = raw.reduce((sum, x) => sum + x, 0) / n;
  const spread = Math.sqrt(raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  return raw.map((x) => 0.05 + (0.1 * (x - mean)) / spread);
}

describe('the runs that would decide', () => {
  it.each([4, 7, 12])(
    'are, from %d on, those from which Student’s interval of that mean and spread leaves the margin out',
    (n) => {
      const needed = decidingRuns(studentCI(sample(n)), 'above', 0, n);
      expect(needed).toBe(18); // t(17) .1 / √18 = .0497; t(16) .1 / √17 = .0514
      expect(studentCI(sample(needed)).low).toBeGreaterThan(0);
      expect(studentCI(sample(needed - 1)).low).toBeLessThan(0);
    },
  );

  it('are counted toward the end that faces the margin', () => {
    const evidence = { estimate: 1, low: -1, high: 9, level: 0.95, method: 'by hand' };
    // 2 √(100 / n) < 1 for n > 400, a little less for Student’s t of more runs.
    const above = decidingRuns(evidence, 'above', 0, 100);
    expect(above).toBeGreaterThan(380);
    expect(above).toBeLessThan(401);
    expect(decidingRuns({ ...evidence, estimate: -1, low: -9, high: 1 }, 'below', 0, 100)).toBe(above);
    // 8 √(100 / n) < 8.5 at once, were n less than now not excluded.
    expect(decidingRuns(evidence, 'within', 9.5, 100)).toBe(101);
    expect(decidingRuns({ ...evidence, estimate: -1, low: -9, high: 1 }, 'within', 9.5, 100)).toBe(101);
  });

  it('are without end where the estimate lies on the margin, or there is no interval', () => {
    const evidence = { estimate: 0, low: -1, high: 1, level: 0.95, method: 'by hand' };
    expect(decidingRuns(evidence, 'above', 0, 8)).toBe(Infinity);
    expect(decidingRuns({ ...evidence, estimate: Number.NaN }, 'above', 0, 8)).toBe(Infinity);
    const terms = { claim: 'c', direction: 'above', margin: 0, possible: [-1, 1], runs: 8 } as const;
    const open = verdict({ ...terms, evidence });
    expect(open.reason).toContain('more than 1000 runs of this mean and spread would tell');
    expect(open).not.toHaveProperty('wouldTell');
    expect(verdict({ ...terms, evidence: { ...evidence, estimate: 0.5 } }).wouldTell).toBe(52); // t(51) 1.794 / √52 = .4995; t(50) 1.794 / √51 = .5046
  });
});
