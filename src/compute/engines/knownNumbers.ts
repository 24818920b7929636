/** Computations whose results are known, to check an installation by. */

import type { NdArray } from '../../arrays/index.js';
import { type RandomStream, randomStream } from '../../random/index.js';
import { tf } from '../tf.js';

/** The largest difference that a check allows, see {@link distance}. */
export const CHECK_TOLERANCE = 1e-5;

/**
 * The largest difference, relative to the largest wanted number.
 *
 * @param got what was computed
 * @param wanted what should have been
 * @returns 0 for equal arrays, infinity for arrays of different lengths
 */
export function distance(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let [worst, scale] = [0, 1e-30];
  for (let i = 0; i < wanted.length; i++) {
    worst = Math.max(worst, Math.abs(got[i] - wanted[i]));
    scale = Math.max(scale, Math.abs(wanted[i]));
  }
  return got.length === wanted.length && Number.isFinite(worst) ? worst / scale : Number.POSITIVE_INFINITY;
}

function normal(shape: readonly [number, number], stream: RandomStream): NdArray {
  return { shape, data: stream.fillNormal(new Float32Array(shape[0] * shape[1])) };
}

/**
 * Two matrices, and their product in double precision.
 *
 * @returns operands and result
 */
export function knownProduct(): { readonly a: NdArray; readonly b: NdArray; readonly wanted: Float64Array } {
  const [rows, inner, columns] = [37, 53, 29];
  const stream = randomStream(3, 'check');
  const [a, b] = [normal([rows, inner], stream), normal([inner, columns], stream)];
  const wanted = Float64Array.from({ length: rows * columns }, (_, at) => {
    const row = Math.floor(at / columns) * inner;
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a.data[row + k] * b.data[k * columns + (at % columns)];
    return sum;
  });
  return { a, b, wanted };
}

/**
 * Inputs and weights of a small network.
 *
 * @returns arrays for {@link networkGradients}
 */
export function smallNetwork(): { readonly x: NdArray; readonly w: NdArray; readonly v: NdArray } {
  const stream = randomStream(7, 'check');
  return { x: normal([32, 12], stream), w: normal([12, 16], stream), v: normal([16, 1], stream) };
}

/**
 * Gradients of a small network's loss with respect to its weights.
 *
 * @param network tensors of {@link smallNetwork}'s arrays
 * @returns all gradients in one vector
 */
export function networkGradients({ x, w, v }: Readonly<Record<'x' | 'w' | 'v', tf.Tensor>>): tf.Tensor {
  const loss = (a: tf.Tensor, b: tf.Tensor) => {
    const hidden = tf.relu(tf.matMul(x as tf.Tensor2D, a as tf.Tensor2D));
    return tf.mean(tf.softplus(tf.square(tf.matMul(tf.tanh(hidden) as tf.Tensor2D, b as tf.Tensor2D)))) as tf.Scalar;
  };
  const { grads } = tf.valueAndGrads(loss as (...xs: tf.Tensor[]) => tf.Scalar)([w, v]);
  return tf.concat(grads.map((gradient) => gradient.flatten()));
}
