/** Layer normalization's closed-form gradient against the one that tfjs derives from the definition. */

import { beforeAll, expect, it } from 'vitest';
import { layerNorm, tf } from '../../src/compute/index.js';
import { expectClose } from '../contracts/computeKernel.js';
import { between, floats } from './kernels/kernelCase.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function definition(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))), gain), bias);
}

it.each([
  ['around zero', floats([6, 16])],
  ['away from zero', between(1, 3, [6, 16])],
])('has the gradients of its definition, inputs %s', (_, x) => {
  const tensors = [x, between(0.5, 1.5, [16]), floats([16])].map(({ data, shape }) => tf.tensor(data, [...shape]));
  const weights = tf.tensor(floats([6, 16], 5).data, [6, 16]);
  const gradients = (op: typeof definition) =>
    tf
      .grads((a, b, c) => tf.sum(tf.mul(op(a, b, c), weights)))(tensors)
      .map((t) => ({
        shape: t.shape,
        data: t.dataSync() as Float32Array,
      }));
  const [ours, derived] = [gradients(layerNorm), gradients(definition)];
  ours.forEach((gradient, i) => {
    expectClose(gradient, derived[i], ['x', 'gain', 'bias'][i]);
  });
  expect(ours).toHaveLength(3);
});
