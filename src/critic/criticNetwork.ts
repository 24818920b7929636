/** The contract of a value network. */

import type { ArrayTree } from '../arrays/index.js';
import type { TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';

/** A hidden layer in one forward pass, for diagnostics; each [batch, units]. */
export interface CriticLayer {
  /** What the normalization is given. */
  readonly before: tf.Tensor;
  /** What it makes of that. */
  readonly after: tf.Tensor;
  /** What the next layer sees. */
  readonly activation: tf.Tensor;
}

/** A network of states and actions: a value with an initialisation and a pure function. */
export interface CriticNetwork {
  /** For tables and records. */
  readonly name: string;
  /** Fresh parameters for `inputDim` = features + what is seen of the action, and `outputs` (1 by default). */
  init(stream: RandomStream, inputDim: number, outputs?: number): ArrayTree;
  /** Outputs [batch, outputs], for a scalar head Q-values, of joined features and actions [batch, inputDim]. */
  apply(params: TensorTree, input: tf.Tensor): tf.Tensor;
  /** The hidden layers on the way there, first to last; a network that has none to show leaves it out. */
  readonly layers?: (params: TensorTree, input: tf.Tensor) => readonly CriticLayer[];
}
