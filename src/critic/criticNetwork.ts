/** The contract of a value network. */

import type { ArrayTree, RandomStream, TensorTree, tf } from '../compute/index.js';

/** A network Q(s, a): a value with an initialisation and a pure function. */
export interface CriticNetwork {
  /** For tables and records. */
  readonly name: string;
  /** Fresh parameters for `inputDim` = features + chunk entries. */
  init(stream: RandomStream, inputDim: number): ArrayTree;
  /** Q-values [batch, 1] of joined features and actions [batch, inputDim]. */
  apply(params: TensorTree, input: tf.Tensor): tf.Tensor;
}
