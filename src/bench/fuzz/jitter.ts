/** Moves results by what engines may round differently, to see which elements hang on it. */

import { tf } from '../../compute/index.js';
import type { RandomStream } from '../../random/index.js';
import { type FuzzProgram, namesIn, type Passing } from './program.js';

/** By how much a rounded result is moved at least, and at most twice that, either way: one to three last digits. */
const JITTER = 1.5e-7;

/** The largest finite magnitude of a tensor. */
function magnitudeOf(tensor: tf.Tensor): number {
  return Math.max(0, ...Array.from(tensor.dataSync(), Math.abs).filter(Number.isFinite));
}

/**
 * Moves what may be rounded, and the sign of computed zeros; the derivative of that is taken as one.
 *
 * @param stream how far each element moves
 * @param program the program whose lines pass
 * @param sign −1 moves each element the other way
 * @returns what each line's tensor goes through
 */
export function jittering(stream: RandomStream, { inputs }: FuzzProgram, sign = 1): Passing {
  const magnitudes = new Map(inputs.map(({ name, data }) => [name, Math.max(0, ...Array.from(data, Math.abs))]));
  return (tensor, { name, code, rounds }) => {
    const terms = namesIn(code).map((operand) => magnitudes.get(operand) ?? 0);
    magnitudes.set(name, magnitudeOf(tensor));
    if (tensor.dtype !== 'float32') return tensor;
    const random = Float32Array.from({ length: tensor.size }, () => {
      const by = 2 * stream.uniform() - 1;
      return sign * (by + Math.sign(by));
    });
    const shift = rounds === 'terms' ? JITTER * Math.min(1e30, Math.max(1, ...terms)) : 0;
    const factor = rounds === 'nothing' ? 0 : JITTER;
    const moved = tf.customGrad((x) => {
      const given = x as tf.Tensor;
      const noise = tf.tensor(random, given.shape);
      const values = tf.add(tf.mul(given, tf.add(1, tf.mul(factor, noise))), tf.mul(shift, noise));
      const isZero = tf.equal(values, 0);
      const value = tf.where(isZero, tf.mul(tf.zerosLike(given), noise), values);
      return { value, gradFunc: (dy: tf.Tensor) => tf.clone(dy) };
    });
    return moved(tensor);
  };
}
