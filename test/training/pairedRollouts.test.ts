import { expect, it } from 'vitest';
import { loadBasePolicy } from '../../src/policies/index.js';
import { EVALUATION_SEED } from '../../src/rollouts/index.js';
import { openTask } from '../../src/tasks/index.js';
import { pairedRollouts, residualDims } from '../../src/training/index.js';

const task = 'gantry-peg';
const slots = 4;

async function pairs(residual: (chunkDim: number) => Float32Array, chunksBefore = 3) {
  const base = await loadBasePolicy(task, { batch: slots });
  const { obsHorizon, executeSteps } = base;
  const env = await openTask(task, { slots, obsHorizon, executeSteps });
  const { chunkDim, featureDim } = residualDims(env);
  const options = { firstSeed: EVALUATION_SEED, chunksBefore, lambda: 1, discount: 0.97 };
  const found = await pairedRollouts(env, base, { ...options, residual: () => residual(chunkDim) });
  await env.close();
  return { found, chunkDim, featureDim };
}

it('branches that add nothing are the same to the bit', async () => {
  const { found, chunkDim, featureDim } = await pairs((dim) => new Float32Array(dim));
  expect(found).toHaveLength(slots);
  for (const { features, base, withResidual, without } of found) {
    expect([features.length, base.length]).toEqual([featureDim, chunkDim]);
    expect(withResidual).toEqual(without);
    expect(without.low).toBeGreaterThanOrEqual(-1 / 0.03);
    expect(without.high).toBeLessThanOrEqual(0);
  }
});

it('a whole chunk of full retreat costs time, in pairs from the same state', async () => {
  const still = await pairs((dim) => new Float32Array(dim));
  const { found } = await pairs((dim) => new Float32Array(dim).map((_, i) => (i % 6 === 1 ? -1 : 0)));
  for (const [i, { without, features }] of found.entries()) {
    expect(features).toEqual(still.found[i].features);
    expect(without).toEqual(still.found[i].without);
  }
  const change = found.map(({ withResidual, without }) => withResidual.high - without.high);
  expect(change.some((value) => value !== 0)).toBe(true);
});

it('leaves out episodes that end before the branch, and refuses residuals of another length', async () => {
  const { found } = await pairs((dim) => new Float32Array(dim), 1_000);
  expect(found).toEqual([]);
  await expect(pairs(() => new Float32Array(1))).rejects.toThrow(/a residual has 1 entries, a chunk 24/);
});
