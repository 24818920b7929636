/** The noise schedule of the diffusion policy, on the host: a few dozen numbers computed once. */

/** Variances and what follows from them, one entry per diffusion step t = 0 … steps − 1. */
export interface NoiseSchedule {
  /** Number of diffusion steps that training uses. */
  readonly steps: number;
  /** β_t, the variance added at step t. */
  readonly betas: Float64Array;
  /** ᾱ_t = Π_{s ≤ t} (1 − β_s), the share of the signal's variance left after step t. */
  readonly alphaBars: Float64Array;
}

/**
 * The squared-cosine schedule.
 *
 *     f(u) = cos²((u + 0.008) / 1.008 · π/2),  β_t = min(1 − f((t + 1)/T) / f(t/T), 0.999)
 *
 * See "Improved Denoising Diffusion Probabilistic Models" by Nichol and Dhariwal (ICML 2021), §3.2.
 *
 * @param steps number of diffusion steps T
 * @returns betas and cumulative products, float64 [steps]
 * @throws RangeError when steps is no positive integer
 */
export function squaredCosineSchedule(steps: number): NoiseSchedule {
  if (!Number.isInteger(steps) || steps < 1)
    throw new RangeError(`squaredCosineSchedule: steps must be a positive integer, got ${steps}.`);
  const signal = (u: number): number => Math.cos((((u + 0.008) / 1.008) * Math.PI) / 2) ** 2;
  const betas = Float64Array.from({ length: steps }, (_, t) =>
    Math.min(1 - signal((t + 1) / steps) / signal(t / steps), 0.999),
  );
  let product = 1;
  const alphaBars = betas.map((beta) => {
    product *= 1 - beta;
    return product;
  });
  return { steps, betas, alphaBars };
}

/**
 * The diffusion steps that a sampler with fewer steps visits, noisiest first, spaced evenly from 0
 * (`leading` spacing, as in Policy Decorator's sampler: 75, 50, 25, 0 for 4 of 100).
 *
 * @param trainSteps diffusion steps of training
 * @param inferenceSteps steps that the sampler takes
 * @returns step indices, descending
 * @throws RangeError when the sampler would take more steps than training has, or none
 */
export function samplingSteps(trainSteps: number, inferenceSteps: number): number[] {
  if (!Number.isInteger(inferenceSteps) || inferenceSteps < 1 || inferenceSteps > trainSteps)
    throw new RangeError(`samplingSteps: want 1 to ${trainSteps} inference steps, got ${inferenceSteps}.`);
  const stride = Math.floor(trainSteps / inferenceSteps);
  return Array.from({ length: inferenceSteps }, (_, i) => (inferenceSteps - 1 - i) * stride);
}

/**
 * The sinusoidal embedding of every diffusion step.
 *
 *     e_t = [sin(t·ω_0) … sin(t·ω_{d/2−1}), cos(t·ω_0) …],  ω_k = 10000^(−k / (d/2 − 1))
 *
 * See "Attention Is All You Need" by Vaswani et al. (NeurIPS 2017), §3.5.
 *
 * @param steps number of diffusion steps
 * @param width length d of an embedding, even and at least 4
 * @returns table [steps × width], row t for step t
 * @throws RangeError when the width is odd or below 4
 */
export function stepEmbeddings(steps: number, width: number): Float32Array {
  if (width < 4 || width % 2 !== 0)
    throw new RangeError(`stepEmbeddings: want an even width of at least 4, got ${width}.`);
  const half = width / 2;
  const table = new Float32Array(steps * width);
  for (let t = 0; t < steps; t++)
    for (let k = 0; k < half; k++) {
      const angle = t * 10000 ** (-k / (half - 1));
      table[t * width + k] = Math.sin(angle);
      table[t * width + half + k] = Math.cos(angle);
    }
  return table;
}
