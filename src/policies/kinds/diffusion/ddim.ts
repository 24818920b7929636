/** Deterministic sampling with few steps: DDIM, η = 0. */

import { tf } from '../../../compute/index.js';
import type { NoiseSchedule } from './schedule.js';

/** Predicts the noise ε in a sample at diffusion step `step`; both tensors are [batch × sample size]. */
export type NoisePredictor = (noisy: tf.Tensor2D, step: number) => tf.Tensor2D;

/**
 * Turns noise into samples, visiting the given diffusion steps.
 *
 *     x̂_0 = clip((x_t − √(1 − ᾱ_t) ε) / √ᾱ_t, ±1),  x_s = √ᾱ_s x̂_0 + √(1 − ᾱ_s) ε,  ε = ε_θ(x_t, t)
 *
 * with s the next visited step and ᾱ_s = 1 after the last, so that samples are within ±1. ε is not
 * recomputed from the clipped x̂_0, as in the common implementations.
 *
 * See "Denoising Diffusion Implicit Models" by Song, Meng and Ermon (ICLR 2021), equation 12.
 *
 * @param predictNoise ε_θ
 * @param noise standard normal numbers [batch × sample size]
 * @param schedule noise schedule of training
 * @param steps diffusion steps to visit, descending
 * @returns samples in [−1, 1], [batch × sample size]
 */
export function ddimSample(
  predictNoise: NoisePredictor,
  noise: tf.Tensor2D,
  schedule: NoiseSchedule,
  steps: readonly number[],
): tf.Tensor2D {
  let sample = noise;
  steps.forEach((step, i) => {
    const signal = schedule.alphaBars[step];
    const nextSignal = i + 1 < steps.length ? schedule.alphaBars[steps[i + 1]] : 1;
    const epsilon = predictNoise(sample, step);
    const estimate = tf.clipByValue(
      tf.sub(tf.mul(sample, 1 / Math.sqrt(signal)), tf.mul(epsilon, Math.sqrt(1 - signal) / Math.sqrt(signal))),
      -1,
      1,
    );
    sample =
      nextSignal === 1
        ? (estimate as tf.Tensor2D)
        : tf.add(tf.mul(estimate, Math.sqrt(nextSignal)), tf.mul(epsilon, Math.sqrt(1 - nextSignal)));
  });
  return sample;
}
