/** Training steps that TensorFlow's XLA compiles as a whole. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { NdArray } from '../../src/arrays/index.js';
import { compileUpdate, type EngineName, tf, valueAndGradients } from '../../src/compute/index.js';
import { floats } from '../compute/kernels/kernelCase.js';
import { expectClose } from '../contracts/computeKernel.js';
import { missingTensorflow } from './installed.js';

/** Few: rounding moves which pixel of a window is the largest, and trajectories part. */
const STEPS = 4;

/** Two convolutions with pooling between them, by gradient descent. */
const state = { params: { first: floats([3, 3, 2, 4], 1), second: floats([2, 2, 4, 3], 2), out: floats([12, 1], 3) } };
const inputs = { x: floats([5, 8, 8, 2], 4), y: floats([5, 1], 5) };
const step = (s: { params: Record<string, tf.Tensor> }, { x, y }: Record<string, tf.Tensor>) => {
  const { value, gradients } = valueAndGradients((p: typeof s.params) => {
    const hidden = tf.conv2d(x as tf.Tensor4D, p.first as tf.Tensor4D, 1, 'same');
    const pooled = tf.maxPool(tf.relu(hidden) as tf.Tensor4D, 2, 2, 'valid');
    const last = tf.tanh(tf.conv2d(pooled as tf.Tensor4D, p.second as tf.Tensor4D, 2, 'valid')).reshape([5, 12]);
    return tf.mean(tf.squaredDifference(tf.matMul(last as tf.Tensor2D, p.out as tf.Tensor2D), y));
  }, s.params);
  const next = Object.keys(s.params).map((name) => [name, tf.sub(s.params[name], tf.mul(gradients[name], 0.02))]);
  return { state: { params: Object.fromEntries(next) }, outputs: { loss: value } };
};

async function train(engine: EngineName) {
  const onNotice = (message: string) => expect.fail(message);
  const update = await compileUpdate(step as never, state, inputs, { engine, onNotice });
  const losses: number[] = [];
  for (let i = 0; i < STEPS; i++) losses.push(((await update.run(inputs)) as { loss: NdArray }).loss.data[0]);
  const { first, second, out } = update.state.params;
  const weights = [first, second, out].map(({ shape, data }) => ({ shape, data: data.slice() }));
  await update.dispose();
  return { losses: { shape: [STEPS], data: Float32Array.from(losses) }, weights };
}

describe.skipIf(missingTensorflow())('a training step on libtensorflow', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('with convolutions and pooling learns what it learns on ONNX Runtime', async () => {
    const [got, wanted] = [await train('tensorflow'), await train('onnx')];
    expectClose(got.losses, wanted.losses, 'losses');
    got.weights.forEach((weights, i) => {
      expectClose(weights, wanted.weights[i], `weights ${i}`);
    });
  });
});
