/** Training of the diffusion policy: predict the noise that was mixed into demonstrated chunks. */

import { type ArrayTree, type NdArray, zeros } from '../../../arrays/index.js';
import { type TensorTree, tf } from '../../../compute/index.js';
import { randomStream } from '../../../random/index.js';
import { type ChunkDataset, samplePairs } from '../../chunkDataset.js';
import type { FitConfig } from '../../fitConfig.js';
import { type FitControls, type FitResult, fitNetwork } from '../../fitNetwork.js';
import { type DenoiserSize, denoise, denoiserInit, encodeCondition } from './denoiser.js';
import { type NoiseSchedule, squaredCosineSchedule, stepEmbeddings } from './schedule.js';

/**
 * What the network predicts: the noise ε; the velocity v = √ᾱ_t ε − √(1 − ᾱ_t) x_0, which at high noise weighs what
 * few-step samplers need most, the chunk itself; or that sample x_0. The first two pass all of the noise through the
 * network, so that its layers must be as wide as a chunk is long.
 *
 * See "Progressive Distillation for Fast Sampling of Diffusion Models" by Salimans and Ho (ICLR 2022), §4.
 */
export type Prediction = 'noise' | 'velocity' | 'sample';

/** What a diffusion policy is made of, besides its weights. */
export interface DiffusionModel extends DenoiserSize {
  /** Diffusion steps of the noise schedule that training uses. */
  readonly diffusionSteps: number;
  /** Diffusion steps of the sampler. */
  readonly samplingSteps: number;
  /** What the network predicts; `noise` when absent. */
  readonly prediction?: Prediction;
}

/** One batch of the loss, as tensors. */
export interface DiffusionBatch {
  /** Demonstrated chunks x_0 in [−1, 1], [batch × chunkDim]. */
  readonly chunk: tf.Tensor2D;
  /** Observation features, [batch × conditionDim]. */
  readonly condition: tf.Tensor2D;
  /** Standard normal noise, [batch × chunkDim]. */
  readonly noise: tf.Tensor2D;
  /** √ᾱ_t of each row's diffusion step, [batch × 1]. */
  readonly signalScale: tf.Tensor2D;
  /** √(1 − ᾱ_t), [batch × 1]. */
  readonly noiseScale: tf.Tensor2D;
  /** e_t, [batch × stepWidth]. */
  readonly stepEmbedding: tf.Tensor2D;
}

/**
 * The simplified diffusion loss, `mean (ε_θ(√ᾱ_t x_0 + √(1 − ᾱ_t) ε, o, t) − ε)²`, or the same for v or x_0.
 *
 * See "Denoising Diffusion Probabilistic Models" by Ho, Jain and Abbeel (NeurIPS 2020), equation 14.
 *
 * @param params of the noise predictor
 * @param batch chunks, features, noise, steps
 * @param prediction what the network predicts
 * @returns a scalar
 */
export function diffusionLoss(params: TensorTree, batch: DiffusionBatch, prediction: Prediction = 'noise'): tf.Tensor {
  const { chunk, noise, signalScale, noiseScale } = batch;
  const noisy = tf.add(tf.mul(chunk, signalScale), tf.mul(noise, noiseScale));
  const condition = encodeCondition(params, batch.condition);
  const output = denoise(params, noisy as tf.Tensor2D, condition, batch.stepEmbedding);
  const targets: Readonly<Record<Prediction, () => tf.Tensor>> = {
    noise: () => noise,
    velocity: () => tf.sub(tf.mul(noise, signalScale), tf.mul(chunk, noiseScale)),
    sample: () => chunk,
  };
  return tf.mean(tf.square(tf.sub(output, targets[prediction]())));
}

/** Fills the batches of a training, always the same arrays. */
function batchSource(dataset: ChunkDataset, schedule: NoiseSchedule, stepWidth: number, batch: number, seed: number) {
  const random = randomStream(seed, 'replay');
  const embeddings = stepEmbeddings(schedule.steps, stepWidth);
  const arrays = {
    chunk: zeros([batch, dataset.chunkDim]),
    condition: zeros([batch, dataset.conditionDim]),
    noise: zeros([batch, dataset.chunkDim]),
    signalScale: zeros([batch, 1]),
    noiseScale: zeros([batch, 1]),
    stepEmbedding: zeros([batch, stepWidth]),
  } satisfies Record<string, NdArray>;
  const data = (name: keyof typeof arrays): Float32Array => arrays[name].data as Float32Array;
  return (): ArrayTree => {
    samplePairs(dataset, random, data('condition'), data('chunk'));
    random.fillNormal(data('noise'));
    for (let i = 0; i < batch; i++) {
      const step = random.integer(schedule.steps);
      data('signalScale')[i] = Math.sqrt(schedule.alphaBars[step]);
      data('noiseScale')[i] = Math.sqrt(1 - schedule.alphaBars[step]);
      data('stepEmbedding').set(embeddings.subarray(step * stepWidth, (step + 1) * stepWidth), i * stepWidth);
    }
    return arrays;
  };
}

/**
 * Trains the noise predictor on demonstrated chunks.
 *
 * @param dataset pairs of observation features and chunks
 * @param model sizes and diffusion steps
 * @param config updates, batch, learning rates
 * @param seed master seed of the initial weights and the batches
 * @param controls threads, progress, stop
 * @returns the averaged weights
 */
export function trainDiffusion(
  dataset: ChunkDataset,
  model: DiffusionModel,
  config: FitConfig,
  seed: number,
  controls?: FitControls,
): Promise<FitResult> {
  const schedule = squaredCosineSchedule(model.diffusionSteps);
  const params = denoiserInit(randomStream(seed, 'init'), dataset.chunkDim, dataset.conditionDim, model);
  const nextBatch = batchSource(dataset, schedule, model.stepWidth, config.batch, seed);
  return fitNetwork(
    (p, batch) => diffusionLoss(p, batch as unknown as DiffusionBatch, model.prediction),
    params,
    nextBatch,
    config,
    controls,
  );
}
