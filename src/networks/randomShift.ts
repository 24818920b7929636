/** Random shifts of pictures: what keeps a small encoder from learning pixels by heart. */

import { tf } from '../compute/index.js';

/** Which cell of a side every cell shows after a shift, as a row of a matrix with a single 1: [batch, cells, cells]. */
function selection(uniform: tf.Tensor, cells: number, pad: number): tf.Tensor3D {
  const by = tf.sub(tf.floor(tf.mul(uniform, 2 * pad + 1)), pad);
  const to = tf.tensor1d(Array.from({ length: cells }, (_, cell) => cell));
  const from = tf.clipByValue(tf.add(tf.reshape(by, [-1, 1, 1]), tf.reshape(to, [1, cells, 1])), 0, cells - 1);
  return tf.cast(tf.equal(from, tf.reshape(to, [1, 1, cells])), 'float32') as tf.Tensor3D;
}

/**
 * Moves every picture by whole pixels, as if its edge went on for `pad` pixels and a window of its size were cut out: pixel
 * (i, j) shows what was at (i + dy, j + dx), with dy, dx uniform in {−pad … pad}.
 *
 * @param pictures [batch, height, width, channels]
 * @param uniform down and across for each picture, uniform in [0, 1), [batch, 2]
 * @param pad largest shift, pixels
 * @returns pictures of the same shape
 *
 * See DrQ (arXiv 2004.13649) and DrQ-v2 (arXiv 2107.09645), whose pad is 4 for 84 × 84.
 */
export function randomShift(pictures: tf.Tensor, uniform: tf.Tensor, pad: number): tf.Tensor {
  const [batch, height, width, channels] = pictures.shape;
  const [down, across] = tf.split(uniform, 2, 1);
  const rows = tf.matMul(selection(down, height, pad), tf.reshape(pictures, [batch, height, width * channels]));
  const byColumn = tf.transpose(tf.reshape(rows, [batch, height, width, channels]), [0, 2, 1, 3]);
  const columns = tf.matMul(selection(across, width, pad), tf.reshape(byColumn, [batch, width, height * channels]));
  return tf.transpose(tf.reshape(columns, [batch, width, height, channels]), [0, 2, 1, 3]);
}
