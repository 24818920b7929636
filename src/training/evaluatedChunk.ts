/** What an evaluation goes through, chunk by chunk. */

import { type ChunkBatch, chunkReward } from '../environments/index.js';

/** One chunk of an evaluation, for those who look at more than success. */
export interface EvaluatedChunk {
  /** Which episode, from 0. */
  readonly episode: number;
  /** Features before the chunk, [featureDim]. */
  readonly features: Float32Array;
  /** Base chunk and unscaled residual chunk, [chunkDim] each. */
  readonly base: Float32Array;
  readonly residual: Float32Array;
  /** −1 until success, 0 on the success chunk. */
  readonly reward: number;
  /** How the episode ended with this chunk; undefined while it goes on. */
  readonly end?: 'terminated' | 'truncated';
}

/** What acted in the rows of a step: base chunks and unscaled residuals, [rows × chunkDim]. */
export interface ActedChunks {
  readonly base: Float32Array;
  readonly residual?: Float32Array;
}

/**
 * A row of an evaluation's step, by copies.
 *
 * @param row which row
 * @param episode its episode, from 0
 * @param features features before the step, [rows × featureDim]
 * @param acted what acted
 * @param step what came of it
 * @param end how the episode ended with it; nothing while it goes on
 * @returns the chunk
 */
export function evaluatedChunk(
  row: number,
  episode: number,
  features: Float32Array,
  { base, residual }: ActedChunks,
  step: ChunkBatch,
  end?: EvaluatedChunk['end'],
): EvaluatedChunk {
  const rows = step.rewardSum.length;
  const of = (array: Float32Array) => array.slice((row * array.length) / rows, ((row + 1) * array.length) / rows);
  return {
    episode,
    features: of(features),
    base: of(base),
    residual: residual ? of(residual) : new Float32Array(base.length / rows),
    reward: chunkReward(step, row),
    ...(end && { end }),
  };
}
