import { describe, expect, it } from 'vitest';
import { type Claim, isDecidable, verdict } from '../../src/statistics/index.js';

const claim = (low: number, high: number, rest: Partial<Claim> = {}): Claim => ({
  claim: 'A ends higher than B',
  evidence: { estimate: (low + high) / 2, low, high, level: 0.95, method: 'student' },
  direction: 'above',
  margin: 0,
  possible: [-Infinity, Infinity],
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
      '0.02 [-0.02, 0.06] at 95 % lies within ±0.05 only in part (8 runs): 13 runs of this mean and spread would tell.',
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

  it.each([
    [-0.52, -0.02, 'above', 0, 'no such value lies above 0'],
    [-0.52, 0, 'above', 0, 'no such value lies above 0'],
    [0.1, 0.8, 'above', 0, 'every such value lies above 0'],
    [0, 0.8, 'below', 0, 'no such value lies below 0'],
    [-0.8, -0.1, 'below', 0, 'every such value lies below 0'],
    [-0.04, 0.03, 'within', 0.05, 'every such value lies within ±0.05'],
    [0.05, 0.4, 'within', 0.05, 'no such value lies within ±0.05'],
  ] as const)('from [%d, %d], claimed %s %d, nothing can be concluded', (low, high, direction, margin, sentence) => {
    const middle = (low + high) / 2;
    const decided = verdict(claim(middle, middle, { direction, margin, possible: [low, high] }));
    expect(decided.verdict).toBe('undecidable here');
    expect(decided.reason).toContain(sentence);
    expect(decided.possible).toEqual([low, high]);
  });

  it.each([
    [-0.52, 0.01, 'above', 0],
    [0, 0.8, 'above', 0],
    [-0.8, 0, 'below', 0],
    [-0.05, 0.04, 'within', 0.05],
    [0.04, 0.9, 'within', 0.05],
  ] as const)('from [%d, %d], claimed %s %d, either could have come out', (low, high, direction, margin) => {
    expect(isDecidable(claim(low, high, { direction, margin, possible: [low, high] }))).toBe(true);
  });

  it('refuses a possible range that is none, or that the estimate leaves', () => {
    expect(() => verdict(claim(0, 0.2, { possible: [0.5, 0.2] }))).toThrow(/\[lowest, highest\]/);
    expect(() => verdict(claim(0, 0.2, { possible: [0, Number.NaN] }))).toThrow(/\[lowest, highest\]/);
    expect(() => verdict(claim(0, 0.2, { possible: [0.2, 0.5] }))).toThrow(/is 0.1, outside of \[0.2, 0.5\]/);
  });

  it('refuses a margin or a number of runs that is none', () => {
    expect(() => verdict(claim(0, 1, { margin: Number.NaN }))).toThrow(/margin/);
    expect(() => verdict(claim(0, 1, { runs: 2.5 }))).toThrow(/runs/);
    expect(() => verdict(claim(0, 1, { direction: 'within', margin: 0 }))).toThrow(/positive margin/);
  });
});
