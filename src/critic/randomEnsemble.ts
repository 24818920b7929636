/** Many critics, of which a few are asked at random. */

import { tf } from '../compute/index.js';
import { type Ensemble, least, lowest } from './ensemble.js';
import { valuesOf } from './valueHead.js';

/** Added to the values of members that are not chosen; what is chosen stays as it is, bit for bit. */
const NEVER = 1e30;

/** 0 for the members with the smallest random numbers, `NEVER` for the others: [batch, members]. */
function passedOver(random: tf.Tensor, chosen: number): tf.Tensor {
  const [rows, members] = random.shape;
  const smaller = tf.less(random.reshape([rows, 1, members]), random.reshape([rows, members, 1]));
  const rank = tf.sum(tf.cast(smaller, 'float32'), 2);
  return tf.mul(tf.cast(tf.greaterEqual(rank, chosen), 'float32'), NEVER);
}

/**
 * Many critics: a target takes the lowest of a few that are chosen at random, the actor climbs the mean of all.
 *
 * @param members critics
 * @param chosen how many a target looks at
 * @returns the ensemble
 *
 * See "Randomized ensembled double Q-learning" by Chen et al. (2021) and ResFiT (arXiv 2509.19301). Deviation: members
 * are chosen for each row of a batch, there once for all of it.
 */
export function randomEnsemble(members = 10, chosen = 2): Ensemble {
  return {
    name: `lowest ${chosen} of ${members}`,
    members,
    chooses: true,
    backedUp: (outputs, head, random) => {
      if (!random) throw new RangeError(`randomEnsemble: a batch has no numbers to choose ${chosen} critics by.`);
      const extra = tf.split(passedOver(random, chosen), members, 1);
      const values = outputs.map((output, i) => tf.add(valuesOf(head, output), extra[i]));
      return head.outputs === 1 ? least(values) : lowest(outputs, values);
    },
    climbed: (values) => tf.div(tf.addN([...values]), members),
  };
}
