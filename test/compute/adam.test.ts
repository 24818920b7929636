/** Adam: hand-computed steps, decoupled decay, and moments of parameters that get no gradient. */

import { describe, expect, it } from 'vitest';
import { flattenTree, full, type NdArray } from '../../src/arrays/index.js';
import { type AdamOptions, adamInit, adamUpdate, compileUpdate } from '../../src/compute/index.js';

const SMALLEST_NORMAL = 2 ** -126;

async function optimizer(initial: NdArray, options: AdamOptions) {
  const params = { w: initial };
  const state = { params, optimizer: adamInit(params) };
  return compileUpdate(
    (s, { g }) => {
      const next = adamUpdate({ w: g }, s.optimizer, s.params, options);
      return { state: { params: next.params, optimizer: next.state }, outputs: {} } as never;
    },
    state,
    { g: initial },
  );
}

describe('adamUpdate', () => {
  it('moves by the learning rate first, then by the ratio of corrected moments', async () => {
    const update = await optimizer(full([1], 1), { learningRate: 0.1 });
    await update.run({ g: full([1], 0.5) });
    expect(update.state.params.w.data[0]).toBeCloseTo(0.9, 5);
    await update.run({ g: full([1], -0.25) });
    const m = (0.9 * 0.05 + 0.1 * -0.25) / (1 - 0.9 ** 2);
    const v = (0.999 * 0.00025 + 0.001 * 0.0625) / (1 - 0.999 ** 2);
    expect(update.state.params.w.data[0]).toBeCloseTo(0.9 - (0.1 * m) / Math.sqrt(v), 5);
  });

  it('shrinks parameters by learning rate times decay', async () => {
    const update = await optimizer(full([1], 2), { learningRate: 0.1, weightDecay: 0.5 });
    await update.run({ g: full([1], 0) });
    expect(update.state.params.w.data[0]).toBeCloseTo(2 * (1 - 0.05), 6);
  });

  it('keeps moments out of denormal numbers when gradients vanish, and the parameter in place', async () => {
    const update = await optimizer(full([64], 1), { learningRate: 1e-3 });
    await update.run({ g: full([64], 1e-3) });
    const zero = { g: full([64], 0) };
    for (let i = 0; i < 1500; i++) await update.run(zero);
    for (const [path, { data }] of flattenTree(update.state))
      for (const x of data) expect(x === 0 || Math.abs(x) >= SMALLEST_NORMAL, path).toBe(true);
    expect(update.state.params.w.data[0]).toBeCloseTo(0.99, 2);
  });
});
