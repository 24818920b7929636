/** Random residuals before learning starts: what the rivals of DAWN do. */

import { alwaysOpen, type ExplorationGate, openness } from '../residual/index.js';
import type { WarmupBehaviour } from './warmupBehaviour.js';

/**
 * u uniform in [−1, 1] where the gate opens, else 0.
 *
 * @param gate probability that the residual acts; always by default
 * @returns the behaviour; with Policy Decorator's gate it is that method's `learning_starts` phase
 */
export function randomResidual(gate: ExplorationGate = alwaysOpen): WarmupBehaviour {
  return (chunks, chunkDim, stream) => {
    const residual = new Float32Array(chunkDim);
    return stream.uniform() < openness(gate, chunks) ? stream.fillUniform(residual, -1, 1) : residual;
  };
}
