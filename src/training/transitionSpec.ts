/** What a run's transitions are made of. */

import type { ResidualDims, TransitionSpec } from '../algorithms/index.js';
import { sizeOf } from '../arrays/index.js';
import type { RowTree } from './replay/transition.js';

/**
 * Transitions of an agent that sees one vector of features, or numbers and a picture, which is kept as bytes.
 *
 * @param dims sizes of features and chunk
 * @returns the spec of replay, batch and networks
 */
export function transitionSpec({ featureDim, chunkDim, picture }: ResidualDims): TransitionSpec {
  if (!picture) return { obs: { shape: [featureDim] }, chunkDim };
  const numbers = { shape: [featureDim - sizeOf(picture)] };
  return { obs: { numbers, picture: { shape: picture, dtype: 'uint8' } }, chunkDim };
}

/**
 * Features as a transition holds them.
 *
 * @param dims sizes of features and chunk
 * @param features of one state, [featureDim]
 * @returns the same, or numbers and picture apart
 */
export function observed({ featureDim, picture }: ResidualDims, features: Float32Array): RowTree {
  if (!picture) return features;
  const numbers = featureDim - sizeOf(picture);
  return { numbers: features.subarray(0, numbers), picture: features.subarray(numbers) };
}
