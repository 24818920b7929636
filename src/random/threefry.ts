/** The block cipher Threefry-2x32: from a counter and a key to two random words. */

const PARITY = 0x1bd11bda;

/** Four rounds: x₀ ← x₀ + x₁, x₁ ← rotate(x₁) ⊕ x₀. In place, no allocation: this fills batches with noise. */
function fourRounds(block: Int32Array, r0: number, r1: number, r2: number, r3: number): void {
  let x0 = block[0];
  let x1 = block[1];
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << r0) | (x1 >>> (32 - r0))) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << r1) | (x1 >>> (32 - r1))) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << r2) | (x1 >>> (32 - r2))) ^ x0;
  x0 = (x0 + x1) | 0;
  x1 = ((x1 << r3) | (x1 >>> (32 - r3))) ^ x0;
  block[0] = x0;
  block[1] = x1;
}

/**
 * Twenty rounds of Threefry-2x32, in place.
 *
 * @param block the counter's two words, which become random ones
 * @param key0 first word of the key
 * @param key1 second word of the key
 */
export function scramble(block: Int32Array, key0: number, key1: number): void {
  const key2 = key0 ^ key1 ^ PARITY;
  block[0] += key0;
  block[1] += key1;
  fourRounds(block, 13, 15, 26, 6);
  block[0] += key1;
  block[1] += key2 + 1;
  fourRounds(block, 17, 29, 16, 24);
  block[0] += key2;
  block[1] += key0 + 2;
  fourRounds(block, 13, 15, 26, 6);
  block[0] += key0;
  block[1] += key1 + 3;
  fourRounds(block, 17, 29, 16, 24);
  block[0] += key1;
  block[1] += key2 + 4;
  fourRounds(block, 13, 15, 26, 6);
  block[0] += key2;
  block[1] += key0 + 5;
}

/**
 * One block of Threefry-2x32 with 20 rounds, the generator that JAX uses.
 *
 * @param counter two 32-bit words
 * @param key two 32-bit words
 * @returns two random 32-bit words, each in [0, 2³²)
 */
export function threefry2x32(counter: readonly [number, number], key: readonly [number, number]): [number, number] {
  const block = Int32Array.from(counter, (word) => word | 0);
  scramble(block, key[0] | 0, key[1] | 0);
  return [block[0] >>> 0, block[1] >>> 0];
}
