import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  actionDiscrimination,
  decidedDifference,
  dormantShare,
  effectiveRank,
  entropyBalance,
  impossibleShare,
  qCalibration,
  qGrounding,
  representationSensitivity,
  returnBounds,
  scaleMismatch,
  signAgreement,
  srank,
  unlearning,
} from '../../src/diagnostics/index.js';

const golden = JSON.parse(readFileSync(new URL('../golden/diagnostics.json', import.meta.url), 'utf8'));
const matrix = (rows: readonly (readonly number[])[]) => ({
  shape: [rows.length, rows[0].length],
  data: Float32Array.from(rows.flat()),
});

describe('returnBounds', () => {
  it('is the discounted sum where the episode terminated', () => {
    const { lower, upper } = returnBounds({ rewards: [-1, -1, 0], end: 'terminated' }, 0.5);
    expect(upper).toEqual([-1.5, -1, 0]);
    expect(lower).toEqual(upper);
  });

  it('brackets what a truncation hides: success at once, or never', () => {
    const { lower, upper } = returnBounds({ rewards: [-1, -1], end: 'truncated' }, 0.5);
    expect(upper).toEqual([-1.5, -1]);
    expect(lower).toEqual([-2, -2]);
  });

  it.each([
    [1, [0], /discount must lie in \[0, 1\), got 1/],
    [0.9, [0, Number.NaN], /reward of chunk 1 is NaN/],
  ])('refuses γ = %f with rewards %j', (discount, rewards, message) => {
    expect(() => returnBounds({ rewards, end: 'terminated' }, discount)).toThrow(message);
  });
});

describe('qGrounding', () => {
  const exact = [
    { q: -1, lower: -2, upper: -2 },
    { q: -3, lower: -4, upper: -4 },
    { q: -9, lower: -8, upper: -8 },
  ];

  it('is bias and error against returns, by hand', () => {
    const { count, bias, absoluteError, relativeError, exact: known } = qGrounding(exact, 0.9);
    expect(count).toBe(3);
    expect([bias.low, bias.high]).toEqual([1 / 3, 1 / 3]);
    expect([absoluteError.low, absoluteError.high]).toEqual([1, 1]);
    expect(relativeError.low).toBeCloseTo(0.1, 12);
    expect(known).toMatchObject({ count: 3, bias: 1 / 3, absoluteError: 1, spearman: 1 });
  });

  it('bounds the errors where only bounds of the return are known', () => {
    const inside = qGrounding([{ q: -5, lower: -10, upper: -4 }], 0.9);
    expect(inside).toEqual({
      count: 1,
      bias: { low: -1, high: 5 },
      absoluteError: { low: 0, high: 5 },
      relativeError: { low: 0, high: expect.closeTo(0.5, 12) },
    });
    expect(qGrounding([{ q: 1, lower: -10, upper: -4 }], 0.9).absoluteError).toEqual({ low: 5, high: 11 });
  });

  it('calibrates in bins of equal counts', () => {
    expect(qCalibration(exact, 3).map(({ q, low }) => [q, low])).toEqual([
      [-9, -8],
      [-3, -4],
      [-1, -2],
    ]);
    expect(qCalibration(exact, 1)).toEqual([{ count: 3, q: -13 / 3, low: -14 / 3, high: -14 / 3 }]);
    expect(qCalibration(exact, 10)).toHaveLength(3);
  });

  it('refuses nothing, and what is not finite', () => {
    expect(() => qGrounding([], 0.9)).toThrow(/there are no values/);
    expect(() => qGrounding([{ q: Number.NaN, lower: 0, upper: 0 }], 0.9)).toThrow(/value 0 is Q = NaN/);
    expect(() => qCalibration(exact, 0)).toThrow(/at least one bin/);
  });
});

it('scaleMismatch is the ratio of mean norms', () => {
  const base = matrix([
    [3, 4],
    [0, 1],
  ]);
  const features = matrix([
    [0, 12, 0],
    [0, 0, 0],
  ]);
  const residual = matrix([
    [1, 0],
    [0, 0.5],
  ]);
  const { toBase, toInput } = scaleMismatch(features, base, residual, 0.2);
  expect(toBase).toBeCloseTo((0.2 * 0.75) / 3, 12);
  expect(toInput).toBeCloseTo((0.2 * 0.75) / 7, 12);
  expect(() => scaleMismatch(features, base, matrix([[1, 0]]), 0.2)).toThrow(/got 2, 2 and 1/);
});

describe('representationSensitivity', () => {
  it("is NumPy's", () => {
    const { relative, cosineDistance, toStates } = representationSensitivity(
      matrix(golden.moved),
      matrix(golden.features),
    );
    expect(relative).toBeCloseTo(golden.sensitivity.relative, 10);
    expect(cosineDistance).toBeCloseTo(golden.sensitivity.cosineDistance, 10);
    expect(toStates).toBeCloseTo(golden.sensitivity.toStates, 10);
  });

  it('is 0 for features that do not see the residual, and names a network that diverged', () => {
    const features = matrix(golden.features);
    const blind = representationSensitivity(features, features);
    expect([blind.relative, blind.toStates]).toEqual([0, 0]);
    const diverged = { ...features, data: features.data.map((v, i) => (i === 7 ? Number.NaN : v)) };
    expect(() => representationSensitivity(diverged, features)).toThrow(/row 1 holds NaN\. Has the network diverged/);
  });
});

it('actionDiscrimination compares spread over residuals with spread over states', () => {
  const result = actionDiscrimination(
    [0, 10],
    matrix([
      [1, -1],
      [10, 14],
    ]),
  );
  expect(result.difference).toBe(1.5);
  expect(result.withinStates).toBeCloseTo((Math.SQRT2 + 2 * Math.SQRT2) / 2, 12);
  expect(result.betweenStates).toBeCloseTo(10 / Math.SQRT2, 12);
  expect(result.ratio).toBeCloseTo(result.withinStates / result.betweenStates, 12);
  expect(() => actionDiscrimination([0], matrix([[1, 2]]))).toThrow(/two or more states/);
});

it('decidedDifference has a sign only where bounds lie apart', () => {
  const exact = (value: number) => ({ low: value, high: value });
  expect(decidedDifference(exact(-2), exact(-5))).toBe(3);
  expect(decidedDifference(exact(-2), { low: -9, high: -4 })).toBe(2);
  expect(decidedDifference({ low: -9, high: -4 }, exact(-2))).toBe(-2);
  expect(decidedDifference({ low: -9, high: -4 }, { low: -30, high: -5 })).toBe(0);
  expect(() => decidedDifference(exact(1), { low: 2, high: 1 })).toThrow(/low ≤ high, got 2 and 1/);
});

it('signAgreement leaves ties out', () => {
  expect(signAgreement([1, -1, 2, 0], [3, 1, 0, 1])).toEqual({ agreeing: 1, pairs: 2 });
  expect(() => signAgreement([1], [])).toThrow(/got 1 and 0/);
});

it('entropyBalance reproduces the paper’s arithmetic for 28 entries at α = 0.01', () => {
  const { perChunk, discounted, valueRange } = entropyBalance(0.01, 212, 0.97);
  expect(perChunk).toBeCloseTo(2.12, 10);
  expect(discounted).toBeCloseTo(70.67, 2);
  expect(valueRange).toBeCloseTo(33.33, 2);
  expect(() => entropyBalance(0, 1, 0.9)).toThrow(/must be positive, got 0 and 1/);
});

it('impossibleShare counts values that no policy has', () => {
  expect(impossibleShare([-11.5, -11, 0, 1, 1.1, Number.NaN], 0.9)).toBeCloseTo(3 / 6, 12);
});

describe('ranks', () => {
  it("are NumPy's", () => {
    expect(effectiveRank(matrix(golden.features))).toBeCloseTo(golden.effectiveRank, 6);
    expect(srank(matrix(golden.features))).toBe(golden.srank['0.01']);
    expect(srank(matrix(golden.features), 0.1)).toBe(golden.srank['0.1']);
  });

  it('are 1 in one direction, n in n equal ones, 0 for nothing', () => {
    const line = matrix([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    const identity = matrix([
      [1, 0],
      [0, 1],
    ]);
    expect([effectiveRank(line), srank(line)]).toEqual([expect.closeTo(1, 5), 1]);
    expect([effectiveRank(identity), srank(identity)]).toEqual([expect.closeTo(2, 10), 2]);
    expect([effectiveRank(matrix([[0, 0]])), srank(matrix([[0, 0]]))]).toEqual([0, 0]);
  });
});

it('dormantShare counts units far below the layer’s mean', () => {
  const activations = matrix([
    [1, 0, 0.01, 3],
    [1, 0, -0.03, 3],
  ]);
  expect(dormantShare(activations)).toBe(0.5);
  expect(dormantShare(activations, 0.001)).toBe(0.25);
  expect(dormantShare(matrix([[0, 0]]))).toBe(1);
});

it('unlearning is the fall below the base policy and its mean', () => {
  const curve = (values: number[]) => ({ times: values.map((_, i) => 10 * i), values });
  // Losses 0, .4, .2, −.5: (.2 + .3) over two stretches, then a triangle of height .2 that ends after two sevenths.
  expect(unlearning(curve([0.4, 0, 0.2, 0.9]), 0.4)).toEqual({
    depth: expect.closeTo(0.4, 12),
    area: expect.closeTo((0.2 + 0.3 + (0.2 * (2 / 7)) / 2) / 3, 12),
  });
  expect(unlearning(curve([0.5, 0.9, 0.4]), 0.4)).toEqual({ depth: 0, area: 0 });
  expect(unlearning({ times: [0, 10, 40], values: [0.4, 0, 0] }, 0.4).area).toBeCloseTo((2 + 12) / 40, 12);
  expect(() => unlearning(curve([0.5, 0.4]), 1.2)).toThrow(/base must lie in \[0, 1\], got 1.2/);
});
