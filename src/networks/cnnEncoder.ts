/** A small convolutional encoder: from a picture to the places of what it has learned to look for. */

import { type ArrayTree, type NdArray, zeros } from '../arrays/index.js';
import { type TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';

/** Sizes of an encoder. */
export interface CnnModel {
  /** Channels after each convolution, all 3 × 3; the first two halve the picture's sides. */
  readonly channels: readonly number[];
}

/** Steps of the convolution window of a layer. */
const strideOf = (layer: number): 1 | 2 => (layer < 2 ? 2 : 1);

/**
 * Entries of the vector: two for each of the last channels.
 *
 * @param model channels
 * @returns how many
 */
export function cnnWidth({ channels }: CnnModel): number {
  return 2 * channels[channels.length - 1];
}

/**
 * Initial parameters: weights uniform in ±√(6 / inputs), He's bound for ReLU, and zero biases.
 *
 * @param stream random stream
 * @param channels of a picture, 3 for red, green and blue
 * @param model channels after each convolution
 * @returns `conv0 …`, each a kernel `w` [3, 3, in, out] and a bias `b` [out]; the last has none, which a soft argmax would
 * not see
 */
export function cnnEncoderInit(stream: RandomStream, channels: number, model: CnnModel): ArrayTree {
  const widths = [channels, ...model.channels];
  const layers = model.channels.map((out, i): [string, ArrayTree] => {
    const inputs = 9 * widths[i];
    const bound = Math.sqrt(6 / inputs);
    const data = stream.fillUniform(new Float32Array(inputs * out), -bound, bound);
    const w: NdArray = { shape: [3, 3, widths[i], out], data };
    return [`conv${i}`, { w, ...(i + 1 < model.channels.length && { b: zeros([out]) }) }];
  });
  return Object.fromEntries(layers);
}

/** Factor β on a feature map: with 1 every channel would begin by looking everywhere alike, and learn slowly. */
const SHARPNESS = 10;

/** Places in (−1, 1) along a side of so many cells. */
const places = (cells: number): number[] => Array.from({ length: cells }, (_, i) => (2 * i + 1) / cells - 1);

/**
 * Where each channel of a feature map is, on average: Σ_p softmax(β x)_p · p over the places p of the picture, from −1 to 1.
 *
 * @param x feature map, [batch, height, width, channels]
 * @returns x and y of each channel, [batch, 2 · channels]
 */
function softArgmax(x: tf.Tensor4D): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const [across, down] = [places(width), places(height)];
  const grid = down.flatMap((y) => across.flatMap((at) => [at, y]));
  const flat = tf.transpose(tf.reshape(x, [batch, height * width, channels]), [0, 2, 1]);
  const attention = tf.reshape(tf.softmax(tf.mul(flat, SHARPNESS)), [batch * channels, height * width]);
  const at = tf.matMul(attention as tf.Tensor2D, tf.tensor2d(grid, [height * width, 2]));
  return tf.reshape(at, [batch, 2 * channels]);
}

/**
 * Places of learned features in pictures: convolutions with ReLU between them, then a soft argmax over each channel. A few
 * places say where things are to a fraction of a pixel, and are learned from fewer pictures than a dense layer is.
 *
 * @param params from {@link cnnEncoderInit}
 * @param pictures channels from 0 to 255, [batch, height, width, channels]
 * @returns in (−1, 1), [batch, width of the model]
 *
 * See "End-to-end training of deep visuomotor policies" by Levine et al. (JMLR 2016), section 5.2.
 */
export function cnnEncode(params: TensorTree, pictures: tf.Tensor): tf.Tensor {
  const layers = Object.values(params) as unknown as { readonly w: tf.Tensor4D; readonly b?: tf.Tensor }[];
  let x = tf.sub(tf.div(pictures, 255), 0.5) as tf.Tensor4D;
  for (const [i, { w, b }] of layers.entries()) {
    const map = tf.conv2d(x, w, strideOf(i), 'same');
    x = (b ? tf.relu(tf.add(map, b)) : map) as tf.Tensor4D;
  }
  return softArgmax(x);
}
