/** The diffusion policy: all sampling steps as one compiled graph. */

import { zeros } from '../../../arrays/index.js';
import { compile, tf, toTensors } from '../../../compute/index.js';
import type { ChunkNetwork } from '../../chunkPolicy.js';
import type { NetworkArrays, NetworkSize } from '../learnedKind.js';
import { ddimSample } from './ddim.js';
import { denoise, encodeCondition } from './denoiser.js';
import { samplingSteps, squaredCosineSchedule, stepEmbeddings } from './schedule.js';
import type { DiffusionModel, Prediction } from './trainDiffusion.js';

/** The noise ε that a network's output means, given x_t and ᾱ_t. */
const NOISE_FROM: Readonly<
  Record<Prediction, (output: tf.Tensor2D, noisy: tf.Tensor2D, alphaBar: number) => tf.Tensor2D>
> = {
  noise: (noise) => noise,
  // ε = √(1 − ᾱ) x_t + √ᾱ v
  velocity: (velocity, noisy, alphaBar) =>
    tf.add(tf.mul(noisy, Math.sqrt(1 - alphaBar)), tf.mul(velocity, Math.sqrt(alphaBar))),
  // ε = (x_t − √ᾱ x_0) / √(1 − ᾱ)
  sample: (sample, noisy, alphaBar) =>
    tf.mul(tf.sub(noisy, tf.mul(sample, Math.sqrt(alphaBar))), 1 / Math.sqrt(1 - alphaBar)),
};

/**
 * Compiles the sampler: noise and observation features in, action chunks in [−1, 1] out.
 *
 * @param arrays trained weights of the noise predictor; they become constants of the graph
 * @param model sizes and diffusion steps
 * @param size batch and lengths
 * @param threads threads of a run
 * @returns the network for a `chunkPolicy`
 */
export function compileSampler(
  { params }: NetworkArrays,
  model: DiffusionModel,
  { batch, conditionDim, chunkDim }: NetworkSize,
  threads = 1,
): Promise<ChunkNetwork> {
  const schedule = squaredCosineSchedule(model.diffusionSteps);
  const steps = samplingSteps(model.diffusionSteps, model.samplingSteps);
  const embeddings = stepEmbeddings(model.diffusionSteps, model.stepWidth);
  return compile(
    (inputs) => {
      const weights = toTensors(params);
      const condition = encodeCondition(weights, inputs.condition as tf.Tensor2D);
      const predict = (noisy: tf.Tensor2D, step: number): tf.Tensor2D => {
        const row = embeddings.slice(step * model.stepWidth, (step + 1) * model.stepWidth);
        const output = denoise(weights, noisy, condition, tf.tensor2d(row, [1, model.stepWidth]));
        return NOISE_FROM[model.prediction ?? 'noise'](output, noisy, schedule.alphaBars[step]);
      };
      return { chunk: ddimSample(predict, inputs.noise as tf.Tensor2D, schedule, steps) };
    },
    { condition: zeros([batch, conditionDim]), noise: zeros([batch, chunkDim]) },
    { threads },
  );
}
