/** Losses between predicted and target values. */

import { tf } from '../compute/index.js';
import { ofShape } from './shapes.js';

/** A scalar loss of predictions and targets, both [batch, 1]; a new loss is a new function. */
export type CriticLoss = (q: tf.Tensor, target: tf.Tensor) => tf.Tensor;

/**
 * Mean squared error: mean((q − y)²), without a factor ½, as PyTorch's `mse_loss`.
 *
 * @param q predictions [batch, 1]
 * @param target targets [batch, 1]
 * @returns scalar
 */
export const meanSquaredError: CriticLoss = (q, target) =>
  tf.mean(tf.squaredDifference(q, ofShape('the target', target, q.shape, 'as the predictions have')));
