/** A critic whose inputs are scaled by hand, the remedy without normalization. */

import { tf } from '../compute/index.js';
import type { CriticNetwork } from './criticNetwork.js';

/**
 * The same critic of scaled actions: Q(s, c · a).
 *
 * With c = 1/λ the residual enters at the scale that it has by itself; but so does the base action, enlarged with it, and
 * the ratio of the two stays what it was.
 *
 * @param critic the critic
 * @param chunkDim entries of the action chunk, the last ones of the input
 * @param scale factor c on them
 * @returns the network, with the critic's own parameters
 * @throws RangeError on a scale that is not positive
 */
export function inputScaledCritic(critic: CriticNetwork, chunkDim: number, scale: number): CriticNetwork {
  if (!(scale > 0)) throw new RangeError(`inputScaledCritic: the scale must be positive, got ${scale}.`);
  const scaled = (input: tf.Tensor) => {
    const features = (input.shape[1] ?? 0) - chunkDim;
    const parts = tf.split(input, [features, chunkDim], 1);
    return tf.concat([parts[0], tf.mul(parts[1], scale)], 1);
  };
  const { layers } = critic;
  return {
    name: `${critic.name} actions×${scale}`,
    init: critic.init,
    apply: (params, input) => critic.apply(params, scaled(input)),
    ...(layers && { layers: (params, input) => layers(params, scaled(input)) }),
  };
}
