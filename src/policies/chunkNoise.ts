/** Random numbers behind sampled acts: what a kind draws for a chunk, and what may stand in its place. */

import { type RandomStream, randomStream } from '../random/index.js';
import type { BaseNoise } from './baseName.js';

/** What a kind draws for one chunk. */
export interface ChunkNoise {
  /** Numbers that a chunk takes. */
  readonly size: number;
  /** Fills a row of `size` numbers from a stream; zeros must stand for the middle of what comes. */
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

/**
 * Gumbel numbers, `−log(−log u)` of uniform u: the largest of logits plus these is a sample of their category, and the
 * largest of logits plus zeros the likeliest one.
 *
 * See "A* Sampling" by Maddison, Tarlow and Minka (NeurIPS 2014), §2.
 *
 * @param size how many
 * @returns what a chunk draws
 */
export function gumbelNoise(size: number): ChunkNoise {
  const draw = (stream: RandomStream, row: Float32Array): void => {
    for (let i = 0; i < size; i++) row[i] = -Math.log(-Math.log((stream.uint32() + 0.5) / 2 ** 32));
  };
  return { size, draw };
}

/**
 * What stands in a chunk's noise.
 *
 * @param noise what a kind draws for a chunk
 * @param how whether it is drawn
 * @returns the kind's own, or what fills a row with the same numbers every time and leaves the stream alone
 */
export function chosenNoise({ size, draw }: ChunkNoise, how: BaseNoise): ChunkNoise {
  if (how === 'sampled') return { size, draw };
  const row = new Float32Array(size);
  if (how === 'fixed') draw(randomStream(0, 'fixedBaseNoise'), row);
  return { size, draw: (_stream, target) => target.set(row) };
}
