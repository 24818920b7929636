/** Residual composition: a = a_base + λ · a_res. */

import { tf } from '../compute/index.js';

/**
 * The executed action before the environment clips it, as tensors: a = a_base + λ · u.
 *
 * @param baseAction base action chunk a_base, [batch, chunkDim], in [−1, 1]
 * @param residual unscaled residual u, [batch, chunkDim], in [−1, 1]
 * @param lambda bound λ of the residual, as a fraction of the action range's half-width
 * @returns [batch, chunkDim], unclipped: the critic sees this sum, as in Policy Decorator's code
 *
 * See DAWN (arXiv 2602.10539) and Policy Decorator (arXiv 2412.13630).
 */
export function composeAction(baseAction: tf.Tensor, residual: tf.Tensor, lambda: number): tf.Tensor {
  return tf.add(baseAction, tf.mul(residual, lambda));
}

/**
 * The same for plain arrays, on the acting path.
 *
 * @param baseAction a_base, any number of entries, each in [−1, 1]
 * @param residual u, as many entries
 * @param lambda bound λ
 * @returns a fresh array a_base + λ · u
 * @throws RangeError when lengths differ, or a base action is outside [−1, 1] or not finite
 */
export function composeActions(baseAction: Float32Array, residual: Float32Array, lambda: number): Float32Array {
  if (baseAction.length !== residual.length)
    throw new RangeError(
      `composeActions: the base action has ${baseAction.length} entries, the residual ${residual.length}; they must agree.`,
    );
  return baseAction.map((base, i) => {
    if (!(Math.abs(base) <= 1 + 1e-6))
      throw new RangeError(
        `composeActions: base action entry ${i} is ${base}; a base policy must act within [-1, 1]. Clip or rescale it there.`,
      );
    return base + lambda * residual[i];
  });
}
