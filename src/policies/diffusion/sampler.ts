/** The diffusion policy: all sampling steps as one compiled graph. */

import { type ArrayTree, compile, tf, toTensors, zeros } from '../../compute/index.js';
import type { ChunkNetwork } from '../chunkPolicy.js';
import type { NetworkSize } from '../learnedKind.js';
import { ddimSample } from './ddim.js';
import { denoise, encodeCondition } from './denoiser.js';
import { samplingSteps, squaredCosineSchedule, stepEmbeddings } from './schedule.js';
import type { DiffusionModel } from './trainDiffusion.js';

/** ε = √(1 − ᾱ) x_t + √ᾱ v. */
function noiseFromVelocity(velocity: tf.Tensor2D, noisy: tf.Tensor2D, alphaBar: number): tf.Tensor2D {
  return tf.add(tf.mul(noisy, Math.sqrt(1 - alphaBar)), tf.mul(velocity, Math.sqrt(alphaBar)));
}

/**
 * Compiles the sampler: noise and observation features in, action chunks in [−1, 1] out.
 *
 * @param params trained weights of the noise predictor; they become constants of the graph
 * @param model sizes and diffusion steps
 * @param size batch and lengths
 * @param threads threads of a run
 * @returns the network for a `chunkPolicy`
 */
export function compileSampler(
  params: ArrayTree,
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
        return model.prediction === 'velocity' ? noiseFromVelocity(output, noisy, schedule.alphaBars[step]) : output;
      };
      return { chunk: ddimSample(predict, inputs.noise as tf.Tensor2D, schedule, steps) };
    },
    { condition: zeros([batch, conditionDim]), noise: zeros([batch, chunkDim]) },
    { threads },
  );
}
