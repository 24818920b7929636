/**
 * Seeded, named, counter-based random streams (Threefry-2x32, 20 rounds).
 *
 * A stream's n-th number depends on nothing but (master seed, name, n), so each piece of an experiment
 * (initialisation, replay sampling, exploration, resets, base policy …) can be replayed alone, and a
 * checkpoint holds a stream as three small integers.
 *
 * See "Parallel random numbers: as easy as 1, 2, 3" by Salmon et al. (SC 2011).
 */

import { scramble } from './threefry.js';

/** The names that the library itself uses; a name is any string. */
export type StreamName = 'init' | 'replay' | 'exploration' | 'env' | 'evaluation' | 'basePolicy' | 'bootstrap' | string;

/** All that is needed to continue a stream: 64 bits of key and the number of 32-bit words drawn so far. */
export interface StreamState {
  readonly key: readonly [number, number];
  readonly drawn: number;
}

/** FNV-1a over UTF-16 code units: spreads stream names over keys. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A random stream: an explicit value with its own counter, never a global. */
export class RandomStream {
  private readonly key: readonly [number, number];
  private drawn: number;
  private readonly block = new Int32Array(2);
  private blockIndex = -1;

  /** Continues from a recorded {@link StreamState}; {@link randomStream} makes a fresh one. */
  constructor(state: StreamState) {
    this.key = state.key;
    this.drawn = state.drawn;
    this.begin();
  }

  /** Called when a stream is made: what traces a function tells streams of its own from streams of outside by it. */
  begin(): void {}

  /** The state from which an equal stream continues. */
  state(): StreamState {
    return { key: this.key, drawn: this.drawn };
  }

  /** Computes the two words of a block. */
  private fillBlock(index: number): void {
    this.block[0] = index | 0;
    this.block[1] = Math.floor(index / 2 ** 32);
    scramble(this.block, this.key[0] | 0, this.key[1] | 0);
    this.blockIndex = index;
  }

  /** A random 32-bit unsigned integer. */
  uint32(): number {
    const index = Math.floor(this.drawn / 2);
    if (index !== this.blockIndex) this.fillBlock(index);
    return this.block[this.drawn++ & 1] >>> 0;
  }

  /** A number uniform in [low, high), with 32 random bits. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 2 ** 32);
  }

  /** An integer uniform in [0, bound); the bias is below bound / 2³². */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** A standard normal number, by Box–Muller from two words (the second value is not kept, so that state is only a counter). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log((this.uint32() + 0.5) / 2 ** 32));
    return radius * Math.cos(2 * Math.PI * (this.uint32() / 2 ** 32));
  }

  /** Fills an array with standard normal numbers, two from each pair of words, and returns it. */
  fillNormal(target: Float32Array): Float32Array {
    // A batch takes tens of thousands of them: both words of a block at once, where a block begins.
    const isAtBlock = this.drawn % 2 === 0;
    for (let i = 0; i < target.length; i += 2) {
      if (isAtBlock) this.fillBlock(this.drawn / 2);
      const first = isAtBlock ? this.block[0] >>> 0 : this.uint32();
      const second = isAtBlock ? this.block[1] >>> 0 : this.uint32();
      if (isAtBlock) this.drawn += 2;
      const radius = Math.sqrt(-2 * Math.log((first + 0.5) / 2 ** 32));
      const angle = 2 * Math.PI * (second / 2 ** 32);
      target[i] = radius * Math.cos(angle);
      if (i + 1 < target.length) target[i + 1] = radius * Math.sin(angle);
    }
    return target;
  }

  /** Fills an array with numbers uniform in [low, high) and returns it. */
  fillUniform(target: Float32Array, low = 0, high = 1): Float32Array {
    for (let i = 0; i < target.length; i++) target[i] = this.uniform(low, high);
    return target;
  }
}

/**
 * The stream of a name under a master seed, at its beginning.
 *
 * @param seed master seed, an integer in [0, 2³²)
 * @param name what the stream is for
 * @returns a stream independent of every other (seed, name)
 * @throws RangeError when the seed is not such an integer
 */
export function randomStream(seed: number, name: StreamName): RandomStream {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new RangeError(`randomStream: seed must be an integer in [0, 2^32), got ${seed}.`);
  return new RandomStream({ key: [seed >>> 0, hashName(name)], drawn: 0 });
}
