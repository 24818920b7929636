/** Noise that stays the same for a whole episode. */

import { randomStream } from '../random/index.js';
import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * u ~ N(0, σ²) per entry of the chunk, drawn once for each episode and executed in each of its chunks, cut to [−1, 1].
 *
 * What DAWN (arXiv 2602.10539, Figure 16 as reported) calls trajectory-consistent noise does not help there; how it is
 * drawn is not known. This is the plainest reading: noise that does not average out along the trajectory.
 *
 * @param standardDeviation σ, in units of the unscaled residual
 * @returns the behaviour
 * @throws RangeError on a σ that is not positive and finite
 */
export function trajectoryConsistent(standardDeviation: number): WarmupBehaviour {
  if (!(standardDeviation > 0 && Number.isFinite(standardDeviation)))
    throw new RangeError(
      `trajectoryConsistent: σ must be positive, got ${standardDeviation}; and finite. For none, take baseOnly.`,
    );
  return (_chunks, chunkDim, _stream, episodeSeed) =>
    randomStream(episodeSeed, 'exploration')
      .fillNormal(new Float32Array(chunkDim))
      .map((x) => Math.max(-1, Math.min(1, standardDeviation * x)));
}
