/** The fixed values between which a categorical critic distributes probability. */

import { tf } from '../compute/index.js';
import { ofShape } from './shapes.js';

/** A range of values, cut into equal parts. */
export interface ValueSupport {
  /** Least and greatest value, in units of reward. */
  readonly low: number;
  readonly high: number;
  /** How many values or bins. */
  readonly count: number;
}

/**
 * Equally spaced numbers as a row.
 *
 * @param low first
 * @param high last
 * @param count how many, at least 2
 * @returns [1, count]
 */
export function spaced(low: number, high: number, count: number): tf.Tensor2D {
  const step = (high - low) / (count - 1);
  return tf.tensor2d(
    Array.from({ length: count }, (_, i) => low + i * step),
    [1, count],
  );
}

/**
 * Checks a support.
 *
 * @param caller name for the error
 * @param support the support
 * @throws RangeError when it is empty or upside down
 */
export function checkSupport(caller: string, { low, high, count }: ValueSupport): void {
  if (!(low < high) || !Number.isInteger(count) || count < 2)
    throw new RangeError(`${caller}: needs low < high and two or more values, got ${low}, ${high} and ${count}.`);
}

/**
 * The cross-entropy of predicted logits with a distribution: −mean over the batch of Σ_i p_i log softmax(logits)_i.
 *
 * @param logits [batch, count]
 * @param probabilities [batch, count]
 * @returns scalar
 */
export function crossEntropy(logits: tf.Tensor, probabilities: tf.Tensor): tf.Tensor {
  ofShape('the target', probabilities, logits.shape, 'as the logits have');
  return tf.neg(tf.mean(tf.sum(tf.mul(probabilities, tf.logSoftmax(logits)), 1)));
}
