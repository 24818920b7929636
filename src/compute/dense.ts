/** The affine layer that every network here is built from, and its initialisations. */

import { type NdArray, zeros } from '../arrays/index.js';
import type { RandomStream } from '../random/index.js';
import { tf } from './tf.js';

/** Weight [in, out] and bias [out] of an affine layer. */
export type DenseParams = { readonly w: NdArray; readonly b: NdArray };

/** The same as tensors. */
export type DenseTensors = { readonly w: tf.Tensor; readonly b: tf.Tensor };

/**
 * PyTorch's default initialisation: weights and biases uniform in ±1/√in.
 *
 * @param stream random stream
 * @param inDim inputs
 * @param outDim outputs
 * @returns fresh parameters
 */
export function denseInit(stream: RandomStream, inDim: number, outDim: number): DenseParams {
  const bound = 1 / Math.sqrt(inDim);
  return {
    w: { shape: [inDim, outDim], data: stream.fillUniform(new Float32Array(inDim * outDim), -bound, bound) },
    b: { shape: [outDim], data: stream.fillUniform(new Float32Array(outDim), -bound, bound) },
  };
}

/**
 * Orthogonal weights times a gain, zero bias: a small gain makes a head that starts near zero.
 *
 * @param stream random stream
 * @param inDim inputs
 * @param outDim outputs
 * @param gain factor on an orthonormal matrix
 * @returns fresh parameters
 *
 * See "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" by Saxe et al.
 * (ICLR 2014). The orthonormal basis is made by Gram–Schmidt of normal vectors.
 */
export function orthogonalInit(stream: RandomStream, inDim: number, outDim: number, gain: number): DenseParams {
  const [count, length] = [Math.min(inDim, outDim), Math.max(inDim, outDim)];
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, () => stream.normal());
    for (const other of basis) {
      const overlap = other.reduce((sum, x, i) => sum + x * vector[i], 0);
      for (let i = 0; i < length; i++) vector[i] -= overlap * other[i];
    }
    const norm = Math.hypot(...vector);
    if (norm > 1e-6) basis.push(vector.map((x) => x / norm));
  }
  const w = new Float32Array(inDim * outDim);
  for (let row = 0; row < inDim; row++)
    for (let column = 0; column < outDim; column++)
      w[row * outDim + column] = gain * (inDim <= outDim ? basis[row][column] : basis[column][row]);
  return { w: { shape: [inDim, outDim], data: w }, b: zeros([outDim]) };
}

/**
 * x·w + b.
 *
 * @param params weight [in, out] and bias [out]
 * @param x inputs [batch, in]
 * @returns [batch, out]
 */
export function dense({ w, b }: DenseTensors, x: tf.Tensor): tf.Tensor {
  return tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
}
