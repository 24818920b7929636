/** Shapes of values and targets, checked while an update is traced: a wrong one would broadcast in silence. */

import type { tf } from '../compute/index.js';
import type { ValueHead } from './valueHead.js';

/**
 * Fails unless a tensor has the shape that it must have; free at run time.
 *
 * @param what the tensor, in words
 * @param tensor of any shape
 * @param shape what it must be
 * @param why where that shape comes from
 * @returns the tensor
 * @throws RangeError naming both shapes
 */
export function ofShape(what: string, tensor: tf.Tensor, shape: readonly number[], why: string): tf.Tensor {
  if (tensor.shape.length === shape.length && tensor.shape.every((extent, i) => extent === shape[i])) return tensor;
  throw new RangeError(
    `${what} has shape [${tensor.shape}], expected [${shape}], ${why}: it would broadcast in silence. ` +
      'tf.reshape it, or sum and average with keepDims.',
  );
}

/**
 * Q-values of a critic's outputs.
 *
 * @param head what the outputs mean
 * @param outputs [batch, head.outputs]
 * @returns [batch, 1]
 * @throws RangeError when the head gives another shape
 */
export function valuesOf(head: ValueHead, outputs: tf.Tensor): tf.Tensor {
  return ofShape(
    `the value of ${head.name}`,
    head.value(outputs),
    [outputs.shape[0], 1],
    'one for each row of the batch',
  );
}
