/** HL-Gauss: regression as classification. */

import { tf } from '../compute/index.js';
import type { ValueHead } from './valueHead.js';
import { checkSupport, crossEntropy, spaced, type ValueSupport } from './valueSupport.js';

/**
 * The histogram critic with Gaussian targets: Q = Σ p_i c_i over the centres of bins, and the scalar target y becomes
 * the bins' shares of N(y, σ²), cut to the range; the loss is the cross-entropy.
 *
 * @param support range and bins; y is cut to the range
 * @param sigmaToWidth σ in widths of a bin, 0.75 as recommended
 * @returns the head
 * @throws RangeError on an empty support, or a σ that is not positive
 *
 * See "Stop regressing: training value functions via classification for scalable deep RL" by Farebrother et al. (2024).
 */
export function gaussianHistogramHead(support: ValueSupport, sigmaToWidth = 0.75): ValueHead {
  checkSupport('gaussianHistogramHead', support);
  if (!(sigmaToWidth > 0))
    throw new RangeError(`gaussianHistogramHead: σ must be positive, got ${sigmaToWidth} widths of a bin.`);
  const { low, high, count } = support;
  const width = (high - low) / count;
  const value = (outputs: tf.Tensor) =>
    tf.sum(tf.mul(tf.softmax(outputs), spaced(low + width / 2, high - width / 2, count)), 1, true);
  return {
    name: `HL-Gauss ${count} in [${low}, ${high}]`,
    outputs: count,
    support: () => support,
    value,
    target(outputsT, backup) {
      const y = tf.clipByValue(backup(value(outputsT)), low, high);
      const edges = tf.erf(tf.div(tf.sub(spaced(low, high, count + 1), y), Math.SQRT2 * sigmaToWidth * width));
      const [lower, upper] = [tf.slice(edges, [0, 0], [-1, count]), tf.slice(edges, [0, 1], [-1, count])];
      const mass = tf.sub(upper, lower);
      return tf.div(mass, tf.sum(mass, 1, true));
    },
    loss: crossEntropy,
  };
}
