/** The noise predictor of the diffusion policy: a residual MLP, small enough to act in a fraction of a millisecond. */

import type { ArrayTree } from '../../../arrays/index.js';
import { type DenseTensors, dense, denseInit, type TensorTree, tf } from '../../../compute/index.js';
import type { RandomStream } from '../../../random/index.js';

/** Sizes of a {@link denoiserInit noise predictor}. */
export interface DenoiserSize {
  /** Width of every hidden layer. */
  readonly hidden: number;
  /** Residual blocks of two layers each. */
  readonly blocks: number;
  /** Hidden layers of the observation encoder; 0 when absent: a linear map. */
  readonly conditionLayers?: number;
  /** Length of the sinusoidal step embedding. */
  readonly stepWidth: number;
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/**
 * Initial parameters.
 *
 * @param random stream of the initial weights
 * @param chunkDim length of a flattened action chunk
 * @param conditionDim length of the flattened observation features
 * @param size widths and depth
 * @returns dense layers by name
 */
export function denoiserInit(
  random: RandomStream,
  chunkDim: number,
  conditionDim: number,
  size: DenoiserSize,
): ArrayTree {
  const { hidden, blocks, stepWidth, conditionLayers = 0 } = size;
  const params: Record<string, ArrayTree> = {
    step: denseInit(random, stepWidth, stepWidth),
    condition: denseInit(random, conditionDim, hidden),
    ...Object.fromEntries(range(conditionLayers).map((i) => [`condition${i}`, denseInit(random, hidden, hidden)])),
    chunk: denseInit(random, chunkDim, hidden),
  };
  for (let i = 0; i < blocks; i++)
    params[`block${i}`] = {
      step: denseInit(random, stepWidth, hidden),
      inner: denseInit(random, hidden, hidden),
      outer: denseInit(random, hidden, hidden),
    };
  return { ...params, epsilon: denseInit(random, hidden, chunkDim) };
}

type Block = { step: DenseTensors; inner: DenseTensors; outer: DenseTensors };

/**
 * What the predictor makes of the observations: the same at every diffusion step, so computed once per sample.
 *
 * @param params from {@link denoiserInit}
 * @param condition observation features [batch × conditionDim]
 * @returns hidden features [batch × hidden]
 */
export function encodeCondition(params: TensorTree, condition: tf.Tensor2D): tf.Tensor2D {
  let encoded = dense(params.condition as DenseTensors, condition);
  for (let i = 0; `condition${i}` in params; i++)
    encoded = dense(params[`condition${i}`] as DenseTensors, tf.relu(encoded));
  return encoded as tf.Tensor2D;
}

/**
 * Predicts the noise in an action chunk, or its velocity.
 *
 *     h = W_a x_t + W_o o,  h ← h + W_2 relu(W_1 relu(h) + W_3 relu(W_s e_t))  per block,  y = W_y relu(h)
 *
 * @param params from {@link denoiserInit}
 * @param noisy noisy chunk x_t [batch × chunkDim]
 * @param condition from {@link encodeCondition}
 * @param stepEmbedding e_t [batch or 1 × stepWidth]
 * @returns y, the prediction [batch × chunkDim]
 */
export function denoise(
  params: TensorTree,
  noisy: tf.Tensor2D,
  condition: tf.Tensor2D,
  stepEmbedding: tf.Tensor2D,
): tf.Tensor2D {
  const step = tf.relu(dense(params.step as DenseTensors, stepEmbedding));
  let hidden: tf.Tensor2D = tf.add(dense(params.chunk as DenseTensors, noisy), condition);
  for (let i = 0; `block${i}` in params; i++) {
    const block = params[`block${i}`] as Block;
    const inner = tf.add(dense(block.inner, tf.relu(hidden)), dense(block.step, step));
    hidden = tf.add(hidden, dense(block.outer, tf.relu(inner) as tf.Tensor2D));
  }
  return dense(params.epsilon as DenseTensors, tf.relu(hidden)) as tf.Tensor2D;
}
