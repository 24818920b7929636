/** C51: a distribution over fixed values. */

import { tf } from '../compute/index.js';
import type { ValueHead } from './valueHead.js';
import { checkSupport, crossEntropy, spaced, type ValueSupport } from './valueSupport.js';

/**
 * The categorical critic of C51: probabilities p = softmax(outputs) of atoms z_1 … z_n; Q = Σ p_i z_i. The target's
 * atoms are backed up, cut to the range and projected: each atom's probability goes to its two neighbours on the
 * support, in inverse proportion to the distances; the loss is the cross-entropy.
 *
 * With a soft target values leave [−1/(1 − γ), 0] by α log π: give the range room, or probability piles up at its ends.
 *
 * @param support atoms; C51 has 51
 * @returns the head
 * @throws RangeError on an empty support
 *
 * See "A distributional perspective on reinforcement learning" by Bellemare et al. (2017).
 */
export function categoricalHead(support: ValueSupport): ValueHead {
  checkSupport('categoricalHead', support);
  const { low, high, count } = support;
  const spacing = (high - low) / (count - 1);
  const atoms = () => spaced(low, high, count);
  return {
    name: `C51 ${count} in [${low}, ${high}]`,
    outputs: count,
    support: () => support,
    value: (outputs) => tf.sum(tf.mul(tf.softmax(outputs), atoms()), 1, true),
    target(outputsT, backup) {
      const moved = tf.expandDims(tf.clipByValue(backup(atoms()), low, high), 1);
      const distance = tf.div(tf.abs(tf.sub(moved, tf.reshape(atoms(), [1, count, 1]))), spacing);
      const shares = tf.relu(tf.sub(1, distance));
      return tf.sum(tf.mul(shares, tf.expandDims(tf.softmax(outputsT), 1)), 2);
    },
    loss: crossEntropy,
  };
}
