/** A small causal transformer over a history of observations: each position sees itself and those before it. */

import { type ArrayTree, type NdArray, zeros } from '../../../arrays/index.js';
import { type DenseTensors, dense, denseInit, layerNorm, type TensorTree, tf } from '../../../compute/index.js';
import type { RandomStream } from '../../../random/index.js';

/** Sizes of a {@link transformerInit causal transformer}. */
export interface TransformerSize {
  /** Width of every position's features. */
  readonly width: number;
  /** Blocks of attention and MLP. */
  readonly layers: number;
  /** Heads of the attention, a divisor of the width. */
  readonly heads: number;
}

type NormTensors = { readonly gain: tf.Tensor; readonly bias: tf.Tensor };

interface BlockTensors {
  readonly attentionNorm: NormTensors;
  /** Queries, keys and values side by side, [width, 3 width]. */
  readonly projections: DenseTensors;
  readonly attended: DenseTensors;
  readonly mlpNorm: NormTensors;
  readonly inner: DenseTensors;
  readonly outer: DenseTensors;
}

const normInit = (width: number): ArrayTree => ({
  gain: { shape: [width], data: new Float32Array(width).fill(1) },
  bias: zeros([width]),
});

/**
 * Initial parameters.
 *
 * @param random stream of the initial weights
 * @param featureDim features of one observation
 * @param positions observations in a history
 * @param size width, layers, heads
 * @returns an embedding, positions, blocks and a last normalization by name
 * @throws RangeError when the heads do not divide the width
 */
export function transformerInit(
  random: RandomStream,
  featureDim: number,
  positions: number,
  { width, layers, heads }: TransformerSize,
): ArrayTree {
  if (width % heads !== 0)
    throw new RangeError(
      `A transformer of width ${width} has no ${heads} heads: the width must be a multiple of them.`,
    );
  const position = random.fillNormal(new Float32Array(positions * width)).map((entry) => 0.02 * entry);
  const params: Record<string, ArrayTree | NdArray> = {
    embedding: denseInit(random, featureDim, width),
    position: { shape: [positions, width], data: position },
  };
  for (let i = 0; i < layers; i++)
    params[`block${i}`] = {
      attentionNorm: normInit(width),
      projections: denseInit(random, width, 3 * width),
      attended: denseInit(random, width, width),
      mlpNorm: normInit(width),
      inner: denseInit(random, width, 4 * width),
      outer: denseInit(random, 4 * width, width),
    };
  return { ...params, norm: normInit(width) };
}

/** 0 where a position may look, so low elsewhere that nothing is left after a softmax. */
function causalMask(positions: number): tf.Tensor2D {
  const entry = (_: unknown, k: number): number => (k % positions > Math.floor(k / positions) ? -1e9 : 0);
  return tf.tensor2d(Array.from({ length: positions ** 2 }, entry), [positions, positions]);
}

const normalized = ({ gain, bias }: NormTensors, x: tf.Tensor): tf.Tensor => layerNorm(x, gain, bias);

/**
 * Multi-head attention to the present and the past.
 *
 *     softmax(q kᵀ / √d + mask) v   per head of d = width / heads entries
 *
 * See "Attention Is All You Need" by Vaswani et al. (NeurIPS 2017), §3.2.
 */
function causalAttention(block: BlockTensors, x: tf.Tensor, positions: number, heads: number): tf.Tensor {
  const [rows, width] = x.shape;
  const batch = rows / positions;
  const perHead = (t: tf.Tensor): tf.Tensor =>
    tf.transpose(tf.reshape(t, [batch, positions, heads, width / heads]), [0, 2, 1, 3]);
  const [query, key, value] = tf.split(dense(block.projections, x), 3, 1).map(perHead);
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(width / heads));
  const mixed = tf.matMul(tf.softmax(tf.add(scores, causalMask(positions))), value);
  return dense(block.attended, tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [rows, width]));
}

/**
 * What the newest position has made of the history.
 *
 *     h_t = W_e o_t + p_t,  h ← h + attention(LN(h)),  h ← h + W_2 relu(W_1 LN(h))  per block,  y = LN(h_newest)
 *
 * Normalized before each part, as in GPT-2; with ReLU for its GELU, and without dropout.
 *
 * @param params from {@link transformerInit}
 * @param history observation features, oldest first, [batch × positions · featureDim]
 * @param heads heads of the attention
 * @returns features [batch × width]
 */
export function newestFeatures(params: TensorTree, history: tf.Tensor2D, heads: number): tf.Tensor2D {
  const [positions, width] = (params.position as tf.Tensor).shape;
  const batch = history.shape[0];
  const embedded = dense(params.embedding as DenseTensors, tf.reshape(history, [batch * positions, -1]));
  const placed = tf.add(tf.reshape(embedded, [batch, positions, width]), params.position as tf.Tensor);
  let hidden: tf.Tensor = tf.reshape(placed, [batch * positions, width]);
  for (let i = 0; `block${i}` in params; i++) {
    const block = params[`block${i}`] as unknown as BlockTensors;
    hidden = tf.add(hidden, causalAttention(block, normalized(block.attentionNorm, hidden), positions, heads));
    const inner = tf.relu(dense(block.inner, normalized(block.mlpNorm, hidden)));
    hidden = tf.add(hidden, dense(block.outer, inner));
  }
  const newest = tf.slice(tf.reshape(hidden, [batch, positions, width]), [0, positions - 1, 0], [batch, 1, width]);
  return tf.reshape(normalized(params.norm as NormTensors, newest), [batch, width]) as tf.Tensor2D;
}
