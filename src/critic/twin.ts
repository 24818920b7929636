/** Two critics, of which the lower is believed. */

import type { ArrayTree } from '../arrays/index.js';
import { type TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import type { CriticNetwork } from './criticNetwork.js';
import { valuesOf } from './shapes.js';
import { scalarHead, type ValueHead } from './valueHead.js';

/** Parameters of twin critics. */
export type TwinTensors = { readonly q1: TensorTree; readonly q2: TensorTree };

/**
 * Independent initialisations of two critics.
 *
 * @param network the critics' common form
 * @param stream random stream
 * @param inputDim features + what is seen of the action
 * @param outputs outputs of the network
 * @returns parameters of both
 */
export function twinInit(
  network: CriticNetwork,
  stream: RandomStream,
  inputDim: number,
  outputs = 1,
): { q1: ArrayTree; q2: ArrayTree } {
  return { q1: network.init(stream, inputDim, outputs), q2: network.init(stream, inputDim, outputs) };
}

/**
 * min(Q₁, Q₂), the clipped double-Q estimate.
 *
 * @param network the critics' common form
 * @param params both critics' parameters
 * @param input joined features and actions [batch, inputDim]
 * @param head what their outputs mean; the value itself by default
 * @returns [batch, 1]
 *
 * See "Addressing function approximation error in actor-critic methods" by Fujimoto et al. (2018).
 */
export function twinMinimum(
  network: CriticNetwork,
  params: TwinTensors,
  input: tf.Tensor,
  head: ValueHead = scalarHead(),
): tf.Tensor {
  return tf.minimum(valuesOf(head, network.apply(params.q1, input)), valuesOf(head, network.apply(params.q2, input)));
}

/**
 * The outputs of the critic with the lower value, row by row: {@link twinMinimum} before its outputs are read.
 *
 * @param network the critics' common form
 * @param params both critics' parameters
 * @param input joined features and actions [batch, inputDim]
 * @param head what their outputs mean
 * @returns [batch, outputs]
 */
export function twinLower(network: CriticNetwork, params: TwinTensors, input: tf.Tensor, head: ValueHead): tf.Tensor {
  const [first, second] = [network.apply(params.q1, input), network.apply(params.q2, input)];
  if (head.outputs === 1) return tf.minimum(first, second);
  return tf.where(tf.lessEqual(valuesOf(head, first), valuesOf(head, second)), first, second);
}
