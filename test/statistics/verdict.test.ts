import { describe, expect, it } from 'vitest';
import { type Claim, verdict } from '../../src/statistics/index.js';

const claim = (low: number, high: number, rest: Partial<Claim> = {}): Claim => ({
  claim: 'A ends higher than B',
  evidence: { estimate: (low + high) / 2, low, high, level: 0.95, method: 'student' },
  direction: 'above',
  margin: 0,
  runs: 8,
  ...rest,
});

describe('verdict', () => {
  it.each([
    [0.01, 0.2, 'above', 'supported'],
    [-0.2, -0.01, 'above', 'not supported'],
    [-0.01, 0.2, 'above', 'inconclusive here'],
    [-0.2, -0.01, 'below', 'supported'],
    [0.01, 0.2, 'below', 'not supported'],
    [-0.01, 0.2, 'below', 'inconclusive here'],
    [0, 0.2, 'above', 'inconclusive here'],
    [-0.2, 0, 'above', 'not supported'],
    [0, 0, 'above', 'not supported'],
    [0, 0, 'below', 'not supported'],
    [2, Infinity, 'above', 'supported'],
    [Number.NaN, Number.NaN, 'above', 'inconclusive here'],
  ] as const)('[%d, %d] claimed %s 0 is %s', (low, high, direction, expected) => {
    expect(verdict(claim(low, high, { direction })).verdict).toBe(expected);
  });

  it('concludes nothing from too few runs', () => {
    expect(verdict(claim(0.5, 0.6, { runs: 2 }))).toMatchObject({
      verdict: 'inconclusive here',
      reason: '2 runs; at least 3 are needed.',
    });
    expect(verdict(claim(0.5, 0.6, { runs: 2, minimumRuns: 2 })).verdict).toBe('supported');
  });

  it('gives its numbers', () => {
    expect(verdict(claim(0.1, 0.3)).reason).toBe('0.2 [0.1, 0.3] at 95 % lies above 0 (8 runs).');
  });

  it('names what is replicated', () => {
    expect(verdict(claim(0.1, 0.3, { runs: 100, replicate: 'episode' })).reason).toContain('(100 episodes)');
  });

  it('refuses a margin or a number of runs that is none', () => {
    expect(() => verdict(claim(0, 1, { margin: Number.NaN }))).toThrow(/margin/);
    expect(() => verdict(claim(0, 1, { runs: 2.5 }))).toThrow(/runs/);
  });
});
