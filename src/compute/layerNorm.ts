/** Layer normalization with a closed-form gradient; one fused operator where the program is compiled. */

import { tf } from './tf.js';
import { TRACE_BACKEND } from './trace/backend.js';

/** Normalized output, mean and inverse standard deviation per row. */
function forward(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor, epsilon: number): tf.Tensor[] {
  if (tf.getBackend() === TRACE_BACKEND)
    return tf.engine().runKernel('LayerNormalization', { x, gain, bias }, { epsilon }) as unknown as tf.Tensor[];
  const mean = tf.mean(x, -1, true);
  const centred = tf.sub(x, mean);
  const invStd = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
  return [tf.add(tf.mul(tf.mul(centred, invStd), gain), bias), mean, invStd];
}

/**
 * y = gain · (x − mean(x)) / √(var(x) + ε) + bias over the last axis.
 *
 * @param x inputs [..., width]
 * @param gain [width]
 * @param bias [width]
 * @param epsilon added to the variance. Default 1e-5, as PyTorch's.
 * @returns [..., width]
 *
 * See "Layer normalization" by Ba, Kiros and Hinton (2016). Gradients are first-order only.
 */
export function layerNorm(x: tf.Tensor, gain: tf.Tensor, bias: tf.Tensor, epsilon = 1e-5): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [input, scale, shift] = args as tf.Tensor[];
    const save = args[3] as unknown as tf.GradSaveFunc;
    const [y, mean, invStd] = forward(input, scale, shift, epsilon);
    save([input, scale, mean, invStd]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => backward(dy, saved);
    return { value: y, gradFunc };
  });
  const width = x.shape[x.shape.length - 1];
  return tf.reshape(op(tf.reshape(x, [-1, width]), gain, bias), x.shape);
}

/**
 * dx = invStd · (h − mean(h) − x̂ · c) with h = dy · gain, c = mean(h·x̂) and x̂ = (x − mean) · invStd, written so that x̂
 * is never made: all sums are thin matrix products with dy or dy·x, and the rest is one number per row.
 */
function backward(dy: tf.Tensor, [x, gain, mean, invStd]: tf.Tensor[]): tf.Tensor[] {
  const [rows, width] = x.shape;
  const dyX = tf.mul(dy, x);
  const offset = tf.mul(mean, invStd);
  const columnSums = (weights: tf.Tensor, t: tf.Tensor) =>
    tf.matMul(weights as tf.Tensor2D, t as tf.Tensor2D, true).reshape([width]);
  const gradGain = tf.sub(columnSums(invStd, dyX), columnSums(offset, dy));
  const gradBias = columnSums(tf.ones([rows, 1]), dy);
  const averageH = tf.div(gain, width).reshape([width, 1]) as tf.Tensor2D;
  const meanH = tf.matMul(dy as tf.Tensor2D, averageH);
  const c = tf.sub(tf.mul(tf.matMul(dyX as tf.Tensor2D, averageH), invStd), tf.mul(meanH, offset));
  const inner = tf.sub(tf.mul(dy, gain), tf.mul(x, tf.mul(c, invStd)));
  const dx = tf.mul(tf.add(inner, tf.sub(tf.mul(c, offset), meanH)), invStd);
  return [dx, gradGain, gradBias];
}
