import { describe, expect, it } from 'vitest';
import { composeAction, composeActions } from '../../src/residual/index.js';
import { matrix, numbers } from '../tensors.js';

describe('composeAction', () => {
  it('adds λ times the residual, and clips nothing', async () => {
    const inputs = {
      base: matrix([
        [0.5, -1],
        [1, 0],
      ]),
      residual: matrix([
        [1, -1],
        [0.5, 0.25],
      ]),
    };
    const sum = await numbers(({ base, residual }) => composeAction(base, residual, 0.5), inputs);
    expect(sum).toEqual([1, -1.5, 1.25, 0.125]);
  });
});

describe('composeActions', () => {
  const base = Float32Array.of(0.5, -1, 1);
  const residual = Float32Array.of(1, -1, 0.5);

  it('does the same on the acting path', () => {
    expect([...composeActions(base, residual, 0.5)]).toEqual([1, -1.5, 1.25]);
  });

  it('leaves the base action alone with λ = 0, in a fresh array', () => {
    const action = composeActions(base, residual, 0);
    expect(action).toEqual(base);
    expect(action).not.toBe(base);
    expect([...base]).toEqual([0.5, -1, 1]);
  });

  it.each([1.01, -2, Number.NaN, Number.POSITIVE_INFINITY])('refuses a base action of %s', (entry) => {
    const outside = Float32Array.of(0, entry, 0);
    expect(() => composeActions(outside, residual, 0.2)).toThrow(/entry 1 is .*must act within \[-1, 1\]/);
  });

  it('forgives rounding of a base action at its bound', () => {
    expect(() => composeActions(Float32Array.of(1 + 5e-7, 0, 0), residual, 0.2)).not.toThrow();
  });

  it('names both lengths when they differ', () => {
    expect(() => composeActions(base, Float32Array.of(1), 0.2)).toThrow(/has 3 entries, the residual 1/);
  });
});
