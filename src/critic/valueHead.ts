/** What a critic's outputs mean: a value itself, or a distribution of returns. */

import type { tf } from '../compute/index.js';
import { type CriticLoss, meanSquaredError } from './criticLoss.js';
import { ofShape } from './shapes.js';
import type { ValueSupport } from './valueSupport.js';

/** One way to read, back up and learn a critic's outputs; a new one is a new file. */
export interface ValueHead {
  /** For tables and records. */
  readonly name: string;
  /** Outputs of the network per input; a single one is the value itself. */
  readonly outputs: number;
  /** Between what its values can lie; absent where any number can be one. */
  readonly support?: () => Pick<ValueSupport, 'low' | 'high'>;
  /** Q-values [batch, 1] of outputs [batch, outputs]. */
  value(outputs: tf.Tensor): tf.Tensor;
  /**
   * What the outputs are to learn.
   *
   * @param outputsT outputs of the target critic for s_t, [batch, outputs]
   * @param backup the target y as a function of values at s_t: [batch, n] or [1, n] in, [batch, n] out
   * @returns whatever {@link loss} takes
   */
  target(outputsT: tf.Tensor, backup: (valuesT: tf.Tensor) => tf.Tensor): tf.Tensor;
  /** The loss, a scalar, of outputs [batch, outputs] against what {@link target} returned. */
  loss(outputs: tf.Tensor, target: tf.Tensor): tf.Tensor;
}

/**
 * One output, the value: what Policy Decorator and DAWN use.
 *
 * @param loss loss of values against targets; squared error by default
 * @returns the head
 */
export function scalarHead(loss: CriticLoss = meanSquaredError): ValueHead {
  return {
    name: `scalar ${loss.name}`,
    outputs: 1,
    value: (outputs) => outputs,
    target: (outputsT, backup) => backup(outputsT),
    loss: (outputs, target) => loss(outputs, ofShape('the target', target, outputs.shape, 'as the outputs have')),
  };
}

/**
 * Q-values of a critic's outputs.
 *
 * @param head what the outputs mean
 * @param outputs [batch, head.outputs]
 * @returns [batch, 1]
 * @throws RangeError when the head gives another shape
 */
export function valuesOf(head: ValueHead, outputs: tf.Tensor): tf.Tensor {
  return ofShape(
    `the value of ${head.name}`,
    head.value(outputs),
    [outputs.shape[0], 1],
    'one for each row of the batch',
  );
}
