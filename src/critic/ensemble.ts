/** Several critics of one form, and which of them is believed. */

import type { ArrayTree } from '../arrays/index.js';
import { type TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import type { CriticNetwork } from './criticNetwork.js';
import { type ValueHead, valuesOf } from './valueHead.js';

/** Parameters of every critic, `q1` first. */
export type EnsembleTensors = Readonly<Record<string, TensorTree>>;

/** How many critics there are, and how their outputs become one; a new way is a new value. */
export interface Ensemble {
  /** For tables and records. */
  readonly name: string;
  readonly members: number;
  /** Whether {@link backedUp} chooses anew among the members for each row, by random numbers. */
  readonly chooses: boolean;
  /**
   * The outputs that a target is made from.
   *
   * @param outputs of every member, [batch, head.outputs] each
   * @param head what they mean
   * @param random [batch, members], independent and of one distribution; only where the ensemble chooses
   * @returns [batch, head.outputs]
   */
  backedUp(outputs: readonly tf.Tensor[], head: ValueHead, random?: tf.Tensor): tf.Tensor;
  /** The value that the actor climbs, [batch, 1], of every member's values, [batch, 1] each. */
  climbed(values: readonly tf.Tensor[]): tf.Tensor;
}

/**
 * The outputs with the lowest of some values, row by row.
 *
 * @param outputs of every member, [batch, n] each
 * @param values of every member, [batch, 1] each
 * @returns [batch, n]
 */
export function lowest(outputs: readonly tf.Tensor[], values: readonly tf.Tensor[]): tf.Tensor {
  const [first, ...others] = outputs.map((output, i) => ({ output, value: values[i] }));
  return others.reduce(
    (low, other) => ({
      output: tf.where(tf.lessEqual(low.value, other.value), low.output, other.output),
      value: tf.minimum(low.value, other.value),
    }),
    first,
  ).output;
}

/**
 * The lowest of some tensors, entry by entry.
 *
 * @param values tensors of one shape
 * @returns their minimum
 */
export const least = (values: readonly tf.Tensor[]): tf.Tensor => values.reduce((low, value) => tf.minimum(low, value));

const outputsOf = (outputs: readonly tf.Tensor[], head: ValueHead) =>
  head.outputs === 1
    ? least(outputs)
    : lowest(
        outputs,
        outputs.map((output) => valuesOf(head, output)),
      );

/**
 * Two critics, of which the lower is believed, by the target and by the actor: clipped double Q.
 *
 * See "Addressing function approximation error in actor-critic methods" by Fujimoto et al. (2018), whose actor climbs
 * the first one; SAC's climbs the lower.
 */
export const twinCritics: Ensemble = {
  name: 'twin',
  members: 2,
  chooses: false,
  backedUp: outputsOf,
  climbed: least,
};

/**
 * Independent initialisations of the critics of an ensemble.
 *
 * @param network the critics' common form
 * @param stream random stream
 * @param inputDim features + what is seen of the action
 * @param outputs outputs of the network
 * @param members how many
 * @returns parameters `q1`, `q2` …
 */
export function ensembleInit(
  network: CriticNetwork,
  stream: RandomStream,
  inputDim: number,
  outputs = 1,
  members = 2,
): { readonly [member: string]: ArrayTree } {
  return Object.fromEntries(
    Array.from({ length: members }, (_, i) => [`q${i + 1}`, network.init(stream, inputDim, outputs)]),
  );
}

/**
 * What every critic makes of an input.
 *
 * @param network the critics' common form
 * @param params their parameters
 * @param input joined features and actions [batch, inputDim]
 * @returns outputs of each, in order, [batch, outputs]
 */
export function ensembleOutputs(network: CriticNetwork, params: EnsembleTensors, input: tf.Tensor): tf.Tensor[] {
  return Object.values(params).map((member) => network.apply(member, input));
}

/**
 * The value that the actor climbs.
 *
 * @param ensemble how the critics' values become one
 * @param network the critics' common form
 * @param params their parameters
 * @param input joined features and actions [batch, inputDim]
 * @param head what their outputs mean
 * @returns [batch, 1]
 */
export function ensembleValue(
  ensemble: Ensemble,
  network: CriticNetwork,
  params: EnsembleTensors,
  input: tf.Tensor,
  head: ValueHead,
): tf.Tensor {
  return ensemble.climbed(ensembleOutputs(network, params, input).map((outputs) => valuesOf(head, outputs)));
}
