/** A deterministic residual actor that starts at zero. */

import type { ArrayTree } from '../arrays/index.js';
import { type DenseTensors, dense, denseInit, orthogonalInit, type TensorTree, tf } from '../compute/index.js';
import type { RandomStream } from '../random/index.js';
import type { ActorOptions } from './tanhGaussianActor.js';

/**
 * Fresh parameters of an actor whose last layer is zero: until the first update it adds nothing to the base policy.
 *
 * @param stream random stream
 * @param inputDim entries of what it sees
 * @param chunkDim entries of the residual chunk
 * @param options width and depth
 * @returns hidden layers and a head, `mean`
 */
export function tanhActorInit(
  stream: RandomStream,
  inputDim: number,
  chunkDim: number,
  { width, depth }: ActorOptions,
): ArrayTree {
  const hidden = Array.from({ length: depth }, (_, i) => [
    `layer${i}`,
    denseInit(stream, i === 0 ? inputDim : width, width),
  ]);
  return { ...Object.fromEntries(hidden), mean: orthogonalInit(stream, width, chunkDim, 0) };
}

/**
 * The residual u = tanh(μ(s)).
 *
 * @param params actor parameters
 * @param seen what it sees, [batch, inputDim]
 * @returns [batch, chunkDim], in [−1, 1]
 */
export function tanhResidual(params: TensorTree, seen: tf.Tensor): tf.Tensor {
  let h = seen;
  for (let i = 0; params[`layer${i}`]; i++) h = tf.relu(dense(params[`layer${i}`] as DenseTensors, h));
  return tf.tanh(dense(params.mean as DenseTensors, h));
}
