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

  it.each([
    [-0.04, 0.03, 'supported'],
    [0.01, 0.04, 'supported'],
    [-0.05, 0.03, 'inconclusive here'],
    [-0.04, 0.06, 'inconclusive here'],
    [-0.5, 0.5, 'inconclusive here'],
    [0.05, 0.2, 'not supported'],
    [-0.2, -0.05, 'not supported'],
    [-Infinity, 0, 'inconclusive here'],
  ] as const)('[%d, %d] claimed within ±0.05 is %s', (low, high, expected) => {
    expect(verdict(claim(low, high, { direction: 'within', margin: 0.05 })).verdict).toBe(expected);
  });

  it('says where an interval lies against a margin on both sides', () => {
    const within = (low: number, high: number) =>
      verdict(claim(low, high, { direction: 'within', margin: 0.05 })).reason;
    expect(within(-0.02, 0.04)).toBe('0.01 [-0.02, 0.04] at 95 % lies within ±0.05 (8 runs).');
    expect(within(-0.02, 0.06)).toBe(
      '0.02 [-0.02, 0.06] at 95 % lies within ±0.05 only in part (8 runs): more runs would tell.',
    );
    expect(within(0.06, 0.08)).toBe('0.07 [0.06, 0.08] at 95 % does not lie within ±0.05 anywhere (8 runs).');
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
    expect(() => verdict(claim(0, 1, { direction: 'within', margin: 0 }))).toThrow(/positive margin/);
  });
});
