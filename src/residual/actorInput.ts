/** What the actor sees of a state: its features, or the base policy's action, too. */

import { tf } from '../compute/index.js';

/** One way to show a decision to the actor; a new one is a new value. */
export interface ActorInput {
  /** For tables and records. */
  readonly name: string;
  /** Entries that the actor sees. */
  dim(featureDim: number, chunkDim: number): number;
  /**
   * What it sees, [batch, dim].
   *
   * @param features [batch, featureDim]
   * @param base base chunk a_base, [batch, chunkDim]
   */
  compose(features: tf.Tensor, base: tf.Tensor): tf.Tensor;
}

/** Features alone: Policy Decorator's default, and DAWN's. Where the base policy samples, its action is not known. */
export const obsInput: ActorInput = {
  name: 'obs',
  dim: (featureDim) => featureDim,
  compose: (features) => features,
};

/** Features and base chunk: Policy Decorator's `obs_base_action`, ResFiT's only form. */
export const obsBaseInput: ActorInput = {
  name: 'obsBase',
  dim: (featureDim, chunkDim) => featureDim + chunkDim,
  compose: (features, base) => tf.concat([features, base], 1),
};

/** The control of {@link obsBaseInput}: as wide, with as many parameters, and zeros in the place of the base chunk. */
export const obsMaskedInput: ActorInput = {
  name: 'obsMasked',
  dim: obsBaseInput.dim,
  compose: (features, base) => tf.concat([features, tf.zerosLike(base)], 1),
};
