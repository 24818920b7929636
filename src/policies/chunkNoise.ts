/** Random numbers behind sampled acts. */

import type { RandomStream } from '../random/index.js';

/** What a kind draws for one chunk. */
export interface ChunkNoise {
  /** Numbers that a chunk takes. */
  readonly size: number;
  /** Fills a row of `size` numbers from a stream. */
  readonly draw: (stream: RandomStream, row: Float32Array) => void;
}

/**
 * Standard normal numbers.
 *
 * @param size how many
 * @returns what a chunk draws
 */
export function normalNoise(size: number): ChunkNoise {
  return { size, draw: (stream, row) => stream.fillNormal(row) };
}
