/** A small regression by Adam, as a training step. */

import { full } from '../../src/arrays/index.js';
import { adamInit, adamUpdate, tf, type UpdateFunction, valueAndGradients } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';
import { floats } from './kernels/kernelCase.js';

/** Networks and data, different for each seed. */
export function regression(seed = 1) {
  const stream = randomStream(seed, 'init');
  const params = { w: { shape: [4, 8], data: stream.fillNormal(new Float32Array(32)) }, v: full([8, 1], 0.1 * seed) };
  return {
    state: { params, optimizer: adamInit(params) },
    inputs: { x: floats([16, 4], seed), y: floats([16, 1], seed) },
  };
}

/** What {@link regression} returns. */
export type Regression = ReturnType<typeof regression>;

/** One step. */
export const regressionStep: UpdateFunction<Regression['state'], Regression['inputs'], { loss: tf.Tensor }> = (
  s,
  { x, y },
) => {
  const { value, gradients } = valueAndGradients((p: typeof s.params) => {
    const prediction = tf.matMul(tf.relu(tf.matMul(x as tf.Tensor2D, p.w as tf.Tensor2D)), p.v as tf.Tensor2D);
    return tf.mean(tf.squaredDifference(prediction, y));
  }, s.params);
  const next = adamUpdate(gradients, s.optimizer, s.params, { learningRate: 1e-2 });
  return { state: { params: next.params, optimizer: next.state }, outputs: { loss: value } } as never;
};
