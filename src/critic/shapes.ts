/** Shapes of values and targets, checked while an update is traced: a wrong one would broadcast in silence. */

import { tf } from '../compute/index.js';

/**
 * Fails unless a tensor has the shape that it must have; free at run time.
 *
 * @param what the tensor, in words
 * @param tensor of any shape
 * @param shape what it must be
 * @param why where that shape comes from
 * @returns the tensor
 * @throws TypeError on what is no tensor, RangeError naming both shapes
 */
export function ofShape(what: string, tensor: tf.Tensor, shape: readonly number[], why: string): tf.Tensor {
  if (!(tensor instanceof tf.Tensor))
    throw new TypeError(`${what} is ${String(tensor)}; expected a tensor of shape [${shape}], ${why}.`);
  if (tensor.shape.length === shape.length && tensor.shape.every((extent, i) => extent === shape[i])) return tensor;
  throw new RangeError(
    `${what} has shape [${tensor.shape}], expected [${shape}], ${why}: it would broadcast in silence. ` +
      'tf.reshape it, or sum and average with keepDims.',
  );
}
