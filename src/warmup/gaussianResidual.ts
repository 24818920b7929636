/** Gaussian noise on the base policy before learning starts. */

import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * u ~ N(0, σ²) per entry, cut to [−1, 1].
 *
 * DAWN (arXiv 2602.10539, Figure 15 as reported) compares such noise with the base policy alone, which does better. There
 * the noise is on the action; here it is on the unscaled residual, so that noise of σₐ on the action is σ = σₐ/λ.
 *
 * @param standardDeviation σ, in units of the unscaled residual
 * @returns the behaviour
 * @throws RangeError on a σ that is not positive and finite
 */
export function gaussianResidual(standardDeviation: number): WarmupBehaviour {
  if (!(standardDeviation > 0 && Number.isFinite(standardDeviation)))
    throw new RangeError(
      `gaussianResidual: σ must be positive, got ${standardDeviation}; and finite. For none, take baseOnly.`,
    );
  return (_chunks, chunkDim, stream) =>
    stream.fillNormal(new Float32Array(chunkDim)).map((x) => Math.max(-1, Math.min(1, standardDeviation * x)));
}
