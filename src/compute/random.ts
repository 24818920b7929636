/**
 * Seeded, named, counter-based random streams (Philox4x32-10).
 *
 * A stream's n-th number depends on nothing but (master seed, name, n), so each piece of an experiment
 * (initialisation, replay sampling, exploration, resets, base policy …) can be replayed alone, and a
 * checkpoint holds a stream as three small integers.
 *
 * See "Parallel random numbers: as easy as 1, 2, 3" by Salmon et al. (SC 2011).
 */

/** The names that the library itself uses; a name is any string. */
export type StreamName = 'init' | 'replay' | 'exploration' | 'env' | 'evaluation' | 'basePolicy' | 'bootstrap' | string;

/** All that is needed to continue a stream: 64 bits of key and the number of 32-bit words drawn so far. */
export interface StreamState {
  readonly key: readonly [number, number];
  readonly drawn: number;
}

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** High 32 bits of the unsigned product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Every true partial sum is below 2³², so 32-bit integer arithmetic keeps all of its bits.
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = ((middle & 0xffff) + Math.imul(aLow, bHigh)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/** Writes one block of Philox4x32-10 into `out`, without allocating: this is the library's hottest scalar loop. */
function philoxInto(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const next1 = Math.imul(MULTIPLIER_1, c2);
    const next3 = Math.imul(MULTIPLIER_0, c0);
    c0 = high1 ^ c1 ^ k0;
    c2 = high0 ^ c3 ^ k1;
    c1 = next1;
    c3 = next3;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/**
 * One block of Philox4x32-10.
 *
 * @param counter four 32-bit words
 * @param key two 32-bit words
 * @returns four random 32-bit words, each in [0, 2³²)
 */
export function philox4x32(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  const block = new Uint32Array(4);
  philoxInto(block, ...counter, ...key);
  return [block[0], block[1], block[2], block[3]];
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
  private readonly block = new Uint32Array(4);
  private blockIndex = -1;

  /** Continues from a recorded {@link StreamState}; {@link randomStream} makes a fresh one. */
  constructor(state: StreamState) {
    this.key = state.key;
    this.drawn = state.drawn;
  }

  /** The state from which an equal stream continues. */
  state(): StreamState {
    return { key: this.key, drawn: this.drawn };
  }

  /** A random 32-bit unsigned integer. */
  uint32(): number {
    const index = Math.floor(this.drawn / 4);
    if (index !== this.blockIndex) {
      philoxInto(this.block, index >>> 0, Math.floor(index / 2 ** 32), 0, 0, this.key[0], this.key[1]);
      this.blockIndex = index;
    }
    return this.block[this.drawn++ & 3];
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

  /** Fills an array with standard normal numbers and returns it. */
  fillNormal(target: Float32Array): Float32Array {
    for (let i = 0; i < target.length; i++) target[i] = this.normal();
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
