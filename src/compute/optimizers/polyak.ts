/** Slow-moving copies of parameters: target networks and exponential moving averages. */

import type { TensorTree } from '../tensorTree.js';
import type { tf } from '../tf.js';
import { packedMap } from './packedMap.js';

/**
 * θ̄ ← θ̄ + τ (θ − θ̄).
 *
 * @param slow tree of slow parameters θ̄
 * @param fast tree of online parameters θ, of the same structure
 * @param tau step in (0, 1]; a scalar tensor lets it change over time
 * @returns the next slow parameters
 */
export function polyak<Tree extends TensorTree>(slow: Tree, fast: Tree, tau: number | tf.Tensor): Tree {
  return packedMap([slow, fast], (s, f) => [s.add(f.sub(s).mul(tau))])[0];
}
