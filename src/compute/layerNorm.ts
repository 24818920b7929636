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
 * @param x inputs [batch, width]
 * @param gain [width]
 * @param bias [width]
 * @param epsilon added to the variance. Default 1e-5, as PyTorch's.
 * @returns [batch, width]
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
  return op(x, gain, bias);
}

/** dx = invStd · (h − mean(h) − x̂ · mean(h·x̂)) with h = dy · gain, x̂ the normalized input. */
function backward(dy: tf.Tensor, [x, gain, mean, invStd]: tf.Tensor[]): tf.Tensor[] {
  const normalized = tf.mul(tf.sub(x, mean), invStd);
  const dyNormalized = tf.mul(dy, normalized);
  const gradGain = tf.sum(dyNormalized, 0);
  const gradBias = tf.sum(dy, 0);
  const h = tf.mul(dy, gain);
  const width = x.shape[x.shape.length - 1];
  const column = tf.div(gain, width).reshape([width, 1]) as tf.Tensor2D;
  const meanH = tf.matMul(dy as tf.Tensor2D, column);
  const meanHx = tf.matMul(dyNormalized as tf.Tensor2D, column);
  const dx = tf.mul(tf.sub(tf.sub(h, meanH), tf.mul(normalized, meanHx)), invStd);
  return [dx, gradGain, gradBias];
}
