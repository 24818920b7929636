import { describe, expect, it } from 'vitest';
import { addUse, NO_USE, residualUse } from '../../src/diagnostics/index.js';

describe('residualUse', () => {
  it('is the mean size and the share at the bound, over all that was added', () => {
    const sums = addUse(addUse(NO_USE, Float32Array.of(-1, 0.5)), Float32Array.of(0.25, 0.25));
    expect(residualUse(sums)).toEqual({ size: 0.5, saturated: 0.25 });
  });

  it('is nothing where nothing was executed', () => {
    expect(residualUse(NO_USE)).toEqual({ size: 0, saturated: 0 });
  });
});
