/** What a run's transitions are made of. */

import type { ResidualDims, TransitionSpec } from '../algorithms/index.js';

/**
 * Transitions of an agent that sees one vector of features.
 *
 * @param dims sizes of features and chunk
 * @returns the spec of replay, batch and networks
 */
export function transitionSpec({ featureDim, chunkDim }: ResidualDims): TransitionSpec {
  return { obs: { shape: [featureDim] }, chunkDim };
}
