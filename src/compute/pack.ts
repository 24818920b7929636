/**
 * Many small arrays as one vector.
 *
 * Calling a native operator, or handing an array over to one, costs microseconds whatever its size, so small
 * leaves travel and are optimized together; large ones stay apart, where each pass over them still fits in cache.
 */

import { tf } from './tf.js';

/** Leaves with fewer elements than this are packed: one 128×128 layer still is, a 256×256 layer is not. */
export const PACK_BELOW = 20_000;

/**
 * Joins tensors into one vector.
 *
 * @param leaves tensors of any shapes
 * @returns their elements in order
 */
export function packTensors(leaves: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(leaves.map((leaf) => leaf.flatten())) as tf.Tensor1D;
}

/**
 * The inverse of {@link packTensors}.
 *
 * @param vector all elements in order
 * @param shapes the shapes of the tensors that it holds
 * @returns the tensors
 */
export function unpackTensors(vector: tf.Tensor, shapes: readonly (readonly number[])[]): tf.Tensor[] {
  let offset = 0;
  return shapes.map((shape) => {
    const size = tf.util.sizeFromShape([...shape]);
    const part = tf.slice(vector as tf.Tensor1D, [offset], [size]).reshape([...shape]);
    offset += size;
    return part;
  });
}
