import { describe, expect, it } from 'vitest';
import type { tf } from '../../src/compute/index.js';
import { hardTarget, meanSquaredError, softTarget, type TargetInputs } from '../../src/critic/index.js';
import { column, numbers, scalar } from '../tensors.js';

// Rows: an ordinary chunk, a truncated one (γ stays), a successful one (discount 0).
const transitions = {
  rewardT: column(-1, -1, 0),
  discountT: column(0.97, 0.97, 0),
  qT: column(-10, -20, -30),
  logPiT: column(8, -4, 100),
  alpha: scalar(0.5),
};
const inputs = (given: Record<string, tf.Tensor>) => given as unknown as TargetInputs;

async function expectTargets(target: typeof softTarget, wanted: readonly number[]): Promise<void> {
  const y = await numbers((given) => target(inputs(given)), transitions);
  expect(y).toHaveLength(wanted.length);
  for (const [i, value] of wanted.entries()) expect(y[i]).toBeCloseTo(value, 5);
}

describe('targets', () => {
  it('the hard target bootstraps through truncation and stops at success', () =>
    expectTargets(hardTarget, [-1 + 0.97 * -10, -1 + 0.97 * -20, 0]));

  it('the soft target subtracts α log π from the value, and from nothing else', () =>
    expectTargets(softTarget, [-1 + 0.97 * (-10 - 4), -1 + 0.97 * (-20 + 2), 0]));
});

describe('meanSquaredError', () => {
  it('is the mean over the batch, without a factor ½', async () => {
    const loss = await numbers(({ q, y }) => meanSquaredError(q, y), { q: column(1, 2, 3), y: column(1, 0, 6) });
    expect(loss[0]).toBeCloseTo((0 + 4 + 9) / 3, 6);
  });
});
