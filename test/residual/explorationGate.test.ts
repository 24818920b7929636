import { expect, it } from 'vitest';
import { alwaysOpen, progressiveExploration } from '../../src/residual/index.js';

it('alwaysOpen is 1 from the first chunk', () => {
  expect([0, 1, 1e6].map(alwaysOpen)).toEqual([1, 1, 1]);
});

it('progressiveExploration rises linearly to 1 at its horizon and stays there', () => {
  const gate = progressiveExploration(10_000);
  expect([0, 2_500, 9_999, 10_000, 25_000].map(gate)).toEqual([0, 0.25, 0.9999, 1, 1]);
});

it.each([0, -1, Number.NaN])('progressiveExploration refuses a horizon of %s', (horizon) => {
  expect(() => progressiveExploration(horizon)).toThrow(/must be positive.*alwaysOpen/);
});
