/** Gradient clipping by the global norm. */

import { PACK_BELOW, packTensors } from '../pack.js';
import { flattenTensors, type TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';
import { packedMap } from './packedMap.js';

/**
 * The Euclidean norm of all leaves together.
 *
 * @param tree tree of tensors
 * @returns scalar √Σ‖leaf‖²
 */
export function globalNorm(tree: TensorTree): tf.Tensor {
  const leaves = flattenTensors(tree).map(([, leaf]) => leaf);
  const small = leaves.filter(({ size }) => size < PACK_BELOW);
  const parts = leaves.filter(({ size }) => size >= PACK_BELOW);
  if (small.length > 0) parts.push(packTensors(small));
  return tf.sqrt(tf.addN(parts.map((part) => tf.sum(tf.square(part)))));
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
  return { gradients: packedMap([gradients], (leaf) => [tf.mul(leaf, factor)])[0], norm };
}
