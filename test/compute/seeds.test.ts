/** Several seeds in one program: the numbers of one seed after the other, kernel by kernel and over training steps. */

import { beforeAll, describe, expect, it } from 'vitest';
import {
  adamInit,
  adamUpdate,
  compile,
  compileUpdate,
  full,
  type NdArray,
  randomStream,
  seedOf,
  stackSeeds,
  tf,
  type UpdateFunction,
  valueAndGradients,
} from '../../src/compute/index.js';
import { compareSeeds, expectClose } from '../contracts/computeKernel.js';
import { elementwiseCases } from './kernels/elementwiseCases.js';
import { floats } from './kernels/kernelCase.js';
import { linearCases } from './kernels/linearCases.js';
import { reductionCases } from './kernels/reductionCases.js';
import { shapeCases } from './kernels/shapeCases.js';

const SEEDS = 3;
const cases = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('kernels of several seeds', () => {
  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (_, kernelCase) => {
    await compareSeeds(kernelCase, SEEDS);
  });
});

/** One seed's regression by Adam. */
function regression(seed: number) {
  const stream = randomStream(seed, 'init');
  const params = { w: { shape: [4, 8], data: stream.fillNormal(new Float32Array(32)) }, v: full([8, 1], 0.1 * seed) };
  return {
    state: { params, optimizer: adamInit(params) },
    inputs: { x: floats([16, 4], seed), y: floats([16, 1], seed) },
  };
}

type State = ReturnType<typeof regression>['state'];
type Inputs = ReturnType<typeof regression>['inputs'];

const step: UpdateFunction<State, Inputs, { loss: tf.Tensor }> = (s, { x, y }) => {
  const { value, gradients } = valueAndGradients((p: typeof s.params) => {
    const prediction = tf.matMul(tf.relu(tf.matMul(x as tf.Tensor2D, p.w as tf.Tensor2D)), p.v as tf.Tensor2D);
    return tf.mean(tf.squaredDifference(prediction, y));
  }, s.params);
  const next = adamUpdate(gradients, s.optimizer, s.params, { learningRate: 1e-2 });
  return { state: { params: next.params, optimizer: next.state }, outputs: { loss: value } } as never;
};

describe('training steps of several seeds', () => {
  it.each(['onnx', 'eager'] as const)('%s: each seed learns what it learns alone', async (engine) => {
    const alone = [1, 2, 3].map(regression);
    const inputs = stackSeeds(alone.map((seed) => seed.inputs)) as Inputs;
    const together = await compileUpdate(step, stackSeeds(alone.map(({ state }) => state)) as State, inputs, {
      ...{ engine, seeds: SEEDS },
    });
    expect(together.engine).toBe(engine);
    for (let i = 0; i < 20; i++) await together.run(inputs);
    const { loss } = await together.run(inputs);
    expect(loss.shape).toEqual([SEEDS]);
    for (const [seed, one] of alone.entries()) {
      const single = await compileUpdate(step, one.state, one.inputs);
      for (let i = 0; i < 20; i++) await single.run(one.inputs);
      const wanted = (await single.run(one.inputs)).loss;
      expectClose({ shape: [], data: loss.data.slice(seed, seed + 1) }, wanted, `loss of seed ${seed}`);
      const { w } = seedOf(together.state, SEEDS, seed).params;
      expectClose({ ...w, data: w.data.slice() }, single.state.params.w as NdArray, `weights of seed ${seed}`);
      await single.dispose();
    }
    await together.dispose();
  });

  it('refuses arrays without the axis, naming one', async () => {
    await expect(compile(({ x }) => ({ y: tf.neg(x) }), { x: full([2, 4], 1) }, { seeds: SEEDS })).rejects.toThrow(
      "'x' has shape [2,4]; with seeds: 3, its first axis must have that length",
    );
  });
});
