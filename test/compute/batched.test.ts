/** Several seeds in one program: the numbers of one seed after the other, kernel by kernel and over training steps. */

import { beforeAll, describe, expect, it } from 'vitest';
import { full, type NdArray } from '../../src/arrays/index.js';
import { compile, compileUpdate, entryAt, stackTrees, tf } from '../../src/compute/index.js';
import { compareSeeds, expectClose } from '../contracts/computeKernel.js';
import { elementwiseCases } from './kernels/elementwiseCases.js';
import { linearCases } from './kernels/linearCases.js';
import { reductionCases } from './kernels/reductionCases.js';
import { shapeCases } from './kernels/shapeCases.js';
import { specialCases } from './kernels/specialCases.js';
import { type Regression, regression, regressionStep } from './regression.js';

const SEEDS = 3;
const cases = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases, ...specialCases];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('kernels of several seeds', () => {
  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (_, kernelCase) => {
    await compareSeeds(kernelCase, SEEDS);
  });
});

describe('training steps of several seeds', () => {
  it.each(['onnx', 'eager'] as const)('%s: each seed learns what it learns alone', async (engine) => {
    const alone = [1, 2, 3].map(regression);
    const inputs = stackTrees(alone.map((seed) => seed.inputs)) as Regression['inputs'];
    const together = await compileUpdate(
      regressionStep,
      stackTrees(alone.map(({ state }) => state)) as Regression['state'],
      inputs,
      {
        engine,
        batched: SEEDS,
      },
    );
    expect(together.engine).toBe(engine);
    for (let i = 0; i < 20; i++) await together.run(inputs);
    const { loss } = await together.run(inputs);
    expect(loss.shape).toEqual([SEEDS]);
    for (const [seed, one] of alone.entries()) {
      const single = await compileUpdate(regressionStep, one.state, one.inputs);
      for (let i = 0; i < 20; i++) await single.run(one.inputs);
      const wanted = (await single.run(one.inputs)).loss;
      expectClose({ shape: [], data: loss.data.slice(seed, seed + 1) }, wanted, `loss of seed ${seed}`);
      const { w } = entryAt(together.state, SEEDS, seed).params;
      expectClose({ ...w, data: w.data.slice() }, single.state.params.w as NdArray, `weights of seed ${seed}`);
      await single.dispose();
    }
    await together.dispose();
  });

  it('refuses arrays without the axis, naming one', async () => {
    await expect(compile(({ x }) => ({ y: tf.neg(x) }), { x: full([2, 4], 1) }, { batched: SEEDS })).rejects.toThrow(
      "'x' has shape [2,4]; with batched: 3, its first axis must have that length",
    );
  });
});
