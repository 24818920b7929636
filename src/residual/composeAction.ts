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
 * @throws RangeError when lengths differ, when λ is negative, or when an entry of either is outside [−1, 1] or not finite
 */
export function composeActions(baseAction: Float32Array, residual: Float32Array, lambda: number): Float32Array {
  if (baseAction.length !== residual.length)
    throw new RangeError(
      `composeActions: the base action has ${baseAction.length} entries, the residual ${residual.length}; they must agree.`,
    );
  if (!(Number.isFinite(lambda) && lambda >= 0))
    throw new RangeError(`composeActions: λ is ${lambda}; it must be a number of at least 0, usually in (0, 1].`);
  return baseAction.map((base, i) => {
    if (!(Math.abs(base) <= 1 + 1e-6))
      throw new RangeError(
        `composeActions: base action entry ${i} is ${base}; a base policy must act within [-1, 1]. Clip or rescale it there.`,
      );
    if (!(Math.abs(residual[i]) <= 1 + 1e-6))
      throw new RangeError(
        `composeActions: residual entry ${i} is ${residual[i]}; it must lie within [-1, 1], in units of λ. Clip it, or raise λ.`,
      );
    return base + lambda * residual[i];
  });
}
