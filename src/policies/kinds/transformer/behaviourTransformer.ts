/**
 * A Behaviour Transformer over chunks: which group of chunks comes next, as a category, and how it differs from that
 * group's centre.
 *
 * See "Behavior Transformers: Cloning k modes with one stone" by Shafiullah et al. (NeurIPS 2022). Here an action is a
 * whole chunk, and the newest position alone is trained, as it alone acts.
 */

import { type ArrayTree, type NdArray, zeros } from '../../../arrays/index.js';
import {
  compile,
  type DenseTensors,
  dense,
  denseInit,
  type TensorTree,
  tf,
  toTensors,
} from '../../../compute/index.js';
import { type RandomStream, randomStream } from '../../../random/index.js';
import { type ChunkDataset, samplePairs } from '../../chunkDataset.js';
import { gumbelNoise } from '../../chunkNoise.js';
import { fitNetwork } from '../../fitNetwork.js';
import type { LearnedKind } from '../learnedKind.js';
import { newestFeatures, type TransformerSize, transformerInit } from './causalTransformer.js';
import { kMeans, nearestCentre, spreadCentres } from './kMeans.js';

/** What a Behaviour Transformer is made of, besides its weights. */
export interface TransformerModel extends TransformerSize {
  /** Groups of demonstrated chunks, by k-means. */
  readonly bins: number;
  /** Weight of the offsets' loss beside the bins'. */
  readonly offsetWeight: number;
}

/** One batch of the loss, as tensors. */
export interface BinnedBatch {
  /** Observation features, oldest first, [batch × conditionDim]. */
  readonly condition: tf.Tensor2D;
  /** Demonstrated chunks in [−1, 1], [batch × chunkDim]. */
  readonly chunk: tf.Tensor2D;
  /** 1 at the bin whose centre is nearest to the chunk, [batch × bins]. */
  readonly bin: tf.Tensor2D;
}

const shape = { obsHorizon: 4, predictSteps: 4, firstStep: 0 };

/** Logits of the bins, [batch × bins], and every bin's chunk, its centre plus the predicted offset. */
function predictions(params: TensorTree, centres: tf.Tensor, condition: tf.Tensor2D, heads: number) {
  const features = newestFeatures(params, condition, heads);
  const [bins, chunkDim] = centres.shape;
  const offsets = tf.reshape(dense(params.offsets as DenseTensors, features), [-1, bins, chunkDim]);
  return { logits: dense(params.bins as DenseTensors, features), chunks: tf.add(offsets, centres) };
}

/** Of each row's chunks that of one bin, [batch × chunkDim]. */
function chunkOf(chunks: tf.Tensor, bin: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(chunks, tf.expandDims(bin, 2)), 1);
}

/**
 * Focal loss of the bins plus the squared error of the offset of the right bin, the others' masked out.
 *
 *     −(1 − p)² log p + w · mean (c_bin + offset_bin − chunk)²,  p = softmax(logits)_bin,  averaged over the batch
 *
 * See "Focal Loss for Dense Object Detection" by Lin et al. (ICCV 2017), with γ = 2.
 *
 * @param params of the network
 * @param centres of the bins, [bins × chunkDim]
 * @param batch features, chunks, bins
 * @param model heads and weight
 * @returns a scalar
 */
export function binnedLoss(
  params: TensorTree,
  centres: tf.Tensor,
  { condition, chunk, bin }: BinnedBatch,
  { heads, offsetWeight }: Pick<TransformerModel, 'heads' | 'offsetWeight'>,
): tf.Tensor {
  const { logits, chunks } = predictions(params, centres, condition, heads);
  const logP = tf.sum(tf.mul(tf.logSoftmax(logits), bin), 1);
  const focal = tf.neg(tf.mean(tf.mul(tf.square(tf.sub(1, tf.exp(logP))), logP)));
  return tf.add(focal, tf.mul(tf.mean(tf.square(tf.sub(chunkOf(chunks, bin), chunk))), offsetWeight));
}

/** Fills the batches of a training, always the same arrays. */
function batchSource(dataset: ChunkDataset, centres: NdArray, batch: number, random: RandomStream): () => ArrayTree {
  const [bins, chunkDim] = centres.shape;
  const condition = zeros([batch, dataset.conditionDim]);
  const chunk = zeros([batch, chunkDim]);
  const bin = zeros([batch, bins]);
  const rows = chunk.data as Float32Array;
  return () => {
    samplePairs(dataset, random, condition.data as Float32Array, rows);
    bin.data.fill(0);
    for (let i = 0; i < batch; i++)
      bin.data[i * bins + nearestCentre(centres, rows.subarray(i * chunkDim, (i + 1) * chunkDim)).row] = 1;
    return { condition, chunk, bin };
  };
}

/** The kind, which samples the bin; of few, since the focal loss leaves some to wrong ones, whose offsets are untrained. */
export const transformer: LearnedKind<TransformerModel> = {
  shape,
  executeSteps: 4,
  model: { width: 64, layers: 2, heads: 4, bins: 4, offsetWeight: 100 },
  training: {
    steps: 2000,
    batch: 128,
    learningRate: 1e-3,
    finalLearningRate: 1e-5,
    warmupSteps: 200,
    weightDecay: 1e-6,
  },
  noise: ({ bins }) => gumbelNoise(bins),
  async train(dataset, model, config, seed, controls) {
    const { size, chunkDim, conditionDim, chunks } = dataset;
    const points = { shape: [size, chunkDim], data: chunks };
    const centres = kMeans(points, spreadCentres(points, model.bins, randomStream(seed, 'bins')));
    const random = randomStream(seed, 'init');
    const params = {
      ...transformerInit(random, conditionDim / shape.obsHorizon, shape.obsHorizon, model),
      bins: denseInit(random, model.width, model.bins),
      offsets: denseInit(random, model.width, model.bins * chunkDim),
    };
    const loss = (p: TensorTree, batch: unknown): tf.Tensor =>
      binnedLoss(p, toTensors({ centres }).centres as tf.Tensor, batch as BinnedBatch, model);
    const nextBatch = batchSource(dataset, centres, config.batch, randomStream(seed, 'replay'));
    const fit = await fitNetwork((p, batch) => loss(p as TensorTree, batch), params, nextBatch, config, controls);
    return { ...fit, buffers: { centres } };
  },
  network({ params, buffers }, { heads, bins }, { batch, conditionDim }, threads) {
    return compile(
      ({ condition, noise }) => {
        const { centres } = toTensors(buffers as ArrayTree);
        const { logits, chunks } = predictions(
          toTensors(params),
          centres as tf.Tensor,
          condition as tf.Tensor2D,
          heads,
        );
        const bin = tf.oneHot(tf.argMax(tf.add(logits, noise as tf.Tensor), 1), bins);
        return { chunk: tf.clipByValue(chunkOf(chunks, tf.cast(bin, 'float32')), -1, 1) };
      },
      { condition: zeros([batch, conditionDim]), noise: zeros([batch, bins]) },
      { threads },
    );
  },
};
