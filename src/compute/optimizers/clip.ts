/** Gradient clipping by the global norm. */

import { flattenTensors, mapTensors, type TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';

/**
 * The Euclidean norm of all leaves together.
 *
 * @param tree tree of tensors
 * @returns scalar √Σ‖leaf‖²
 */
export function globalNorm(tree: TensorTree): tf.Tensor {
  return tf.sqrt(tf.addN(flattenTensors(tree).map(([, leaf]) => tf.sum(tf.square(leaf)))));
}

/**
 * Scales gradients so that their global norm is at most `maxNorm`.
 *
 * g ← g · min(1, maxNorm / (‖g‖ + 10⁻⁶)), as `torch.nn.utils.clip_grad_norm_`.
 *
 * @param gradients tree of gradients
 * @param maxNorm largest norm to keep, > 0
 * @returns the clipped gradients and the norm before clipping (scalar)
 */
export function clipByGlobalNorm<Tree extends TensorTree>(
  gradients: Tree,
  maxNorm: number,
): { gradients: Tree; norm: tf.Tensor } {
  const norm = globalNorm(gradients);
  const factor = tf.minimum(1, tf.div(maxNorm, tf.add(norm, 1e-6)));
  return { gradients: mapTensors(gradients, (leaf) => tf.mul(leaf, factor)), norm };
}
