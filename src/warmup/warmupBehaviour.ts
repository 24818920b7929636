/** What to execute before the first gradient step. */

import type { RandomStream } from '../random/index.js';

/**
 * The unscaled residual of one environment for one chunk while the replay fills, in [−1, 1]. One function type; a new
 * behaviour is a new file.
 *
 * @param chunks chunk transitions collected so far
 * @param chunkDim length of the residual
 * @param stream the exploration stream
 * @param episodeSeed seed of the episode that the chunk belongs to: what is to last for an episode is drawn from it
 */
export type WarmupBehaviour = (
  chunks: number,
  chunkDim: number,
  stream: RandomStream,
  episodeSeed: number,
) => Float32Array;

/** When learning starts, and what acts until then. */
export interface Warmup {
  /** For records, for instance `baseOnly`. */
  readonly name: string;
  /** Chunk transitions to collect before the first update: DAWN's M. */
  readonly chunks: number;
  /** What acts; `actor` is the untrained actor itself, sampled as it will be later. */
  readonly behaviour: WarmupBehaviour | 'actor';
}
