/** How an agent sees that learns to see: numbers as they are, and what its encoder makes of a picture. */

import { sizeOf } from '../../arrays/index.js';
import { type TensorTree, tf } from '../../compute/index.js';
import { type CnnModel, cnnEncode, cnnWidth } from '../../networks/index.js';
import type { ResidualDims } from '../algorithm.js';

/** How pictures are seen, and how that is learned. */
export interface PictureModel extends CnnModel {
  /** Shape of the picture, [height, width, channels]. */
  readonly picture: readonly number[];
  /** Largest shift of a picture in a batch, pixels. */
  readonly pad: number;
  /** Step of Adam on the encoder. */
  readonly learningRate: number;
  /** Bound of its gradients' norm. */
  readonly maxGradientNorm: number;
}

/** Numbers, [batch, numbers], and pictures, [batch, height, width, channels], of some states. */
export interface Seen {
  readonly numbers: tf.Tensor;
  readonly picture: tf.Tensor;
}

/**
 * Numbers beside what the encoder makes of pictures.
 *
 * @param encoder its parameters
 * @param seen numbers and pictures
 * @returns [batch, numbers + width of the encoder]
 */
export const encoded = (encoder: TensorTree, { numbers, picture }: Seen): tf.Tensor =>
  tf.concat([numbers, cnnEncode(encoder, picture)], 1);

/**
 * Flat features taken apart: the picture's bytes come last.
 *
 * @param features [batch, numbers + bytes]
 * @param picture its shape
 * @returns both
 */
export function apart(features: tf.Tensor, picture: readonly number[]): Seen {
  const [batch, width] = features.shape;
  const bytes = sizeOf(picture);
  const numbers = width - bytes;
  return {
    numbers: tf.slice(features, [0, 0], [batch, numbers]),
    picture: tf.reshape(tf.slice(features, [0, numbers], [batch, bytes]), [batch, ...picture]),
  };
}

/**
 * The sizes that the learning rule behind an encoder has to do with.
 *
 * @param dims of features that end with a picture
 * @param model how it is seen
 * @returns sizes of what comes out of the encoder
 * @throws RangeError when the features end with another picture, or none
 */
export function encodedDims({ featureDim, chunkDim, picture }: ResidualDims, model: PictureModel): ResidualDims {
  if (`${picture}` !== `${model.picture}`)
    throw new RangeError(
      `The encoder sees pictures of [${model.picture}]; these features end with ${picture ? `one of [${picture}]` : 'none'}.`,
    );
  return { featureDim: featureDim - sizeOf(model.picture) + cnnWidth(model), chunkDim };
}
