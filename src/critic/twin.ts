/** Two critics, of which the lower is believed. */

import { type ArrayTree, type RandomStream, type TensorTree, tf } from '../compute/index.js';
import type { CriticNetwork } from './criticNetwork.js';

/** Parameters of twin critics. */
export type TwinTensors = { readonly q1: TensorTree; readonly q2: TensorTree };

/**
 * Independent initialisations of two critics.
 *
 * @param network the critics' common form
 * @param stream random stream
 * @param inputDim features + chunk entries
 * @returns parameters of both
 */
export function twinInit(
  network: CriticNetwork,
  stream: RandomStream,
  inputDim: number,
): { q1: ArrayTree; q2: ArrayTree } {
  return { q1: network.init(stream, inputDim), q2: network.init(stream, inputDim) };
}

/**
 * min(Q₁, Q₂), the clipped double-Q estimate.
 *
 * @param network the critics' common form
 * @param params both critics' parameters
 * @param input joined features and actions [batch, inputDim]
 * @returns [batch, 1]
 *
 * See "Addressing function approximation error in actor-critic methods" by Fujimoto et al. (2018).
 */
export function twinMinimum(network: CriticNetwork, params: TwinTensors, input: tf.Tensor): tf.Tensor {
  return tf.minimum(network.apply(params.q1, input), network.apply(params.q2, input));
}
