/** What an evaluation goes through, chunk by chunk. */

import type { VectorEnv } from '../environments/index.js';
import type { BaseActed } from '../policies/index.js';
import type { Round } from '../rollouts/index.js';
import { lastFrameFeatures } from './sight.js';

/** One chunk of an evaluation, for those who look at more than success. */
export interface EvaluatedChunk {
  /** Which episode, from 0. */
  readonly episode: number;
  /** Features before the chunk, [featureDim]. */
  readonly features: Float32Array;
  /** Base chunk and unscaled residual chunk, [chunkDim] each. */
  readonly base: Float32Array;
  readonly residual: Float32Array;
  /** By the task's rule: −1 until success, 0 on the success chunk. */
  readonly reward: number;
  /** How the episode ended with this chunk; undefined while it goes on. */
  readonly end?: 'terminated' | 'truncated';
}

/** What acted: base chunks, unscaled residuals where there were any, and their sum, [rows × chunkDim] each. */
export interface ActedChunks extends BaseActed {
  readonly residual?: Float32Array;
}

/**
 * A round's chunks, by copies.
 *
 * @param env where it happened
 * @param round one chunk in every running episode
 * @returns one entry an episode
 */
export function evaluatedChunks(env: VectorEnv, round: Round<ActedChunks>): EvaluatedChunk[] {
  const { episodes, obsStacks, acted, rewards, ends } = round;
  const features = lastFrameFeatures(env, obsStacks);
  const rows = episodes.length;
  const { base, residual = new Float32Array(base.length) } = acted;
  return episodes.map(({ index }, row) => {
    const of = (array: Float32Array) => array.slice((row * array.length) / rows, ((row + 1) * array.length) / rows);
    const end = ends[row];
    const chunk = { features: of(features), base: of(base), residual: of(residual) };
    return { episode: index, ...chunk, reward: rewards[row], ...(end && { end }) };
  });
}
