/** One random stream per batch entry, so that what a slot draws depends on no other slot. */

import type { ArrayTree, NdArray } from '../arrays/index.js';
import { RandomStream, randomStream } from '../random/index.js';

const WORDS = 4;

/** The random streams of a batched policy. */
export class SlotStreams {
  private readonly streams: RandomStream[];

  /** @param slots number of batch entries; each starts with the stream of seed 0 */
  constructor(slots: number) {
    this.streams = Array.from({ length: slots }, () => randomStream(0, 'basePolicy'));
  }

  /** Starts a slot afresh with the `basePolicy` stream of a seed. */
  reset(slot: number, seed: number): void {
    this.streams[slot] = randomStream(seed, 'basePolicy');
  }

  /** A slot's stream. */
  of(slot: number): RandomStream {
    return this.streams[slot];
  }

  /** All streams as int32 [slots × 4]: two words of key, low and high word of the count. */
  snapshot(): ArrayTree {
    const data = new Int32Array(this.streams.length * WORDS);
    this.streams.forEach((stream, slot) => {
      const { key, drawn } = stream.state();
      data.set([key[0], key[1], drawn >>> 0, Math.floor(drawn / 2 ** 32)], slot * WORDS);
    });
    return { streams: { shape: [this.streams.length, WORDS], data } };
  }

  /**
   * Puts back what {@link snapshot} returned.
   *
   * @throws Error when it was made for another number of slots
   */
  restore(state: ArrayTree): void {
    const streams = state.streams as NdArray | undefined;
    if (streams?.shape[0] !== this.streams.length)
      throw new Error(
        `SlotStreams: the snapshot has ${streams?.shape?.[0] ?? 'no'} streams, this policy ${this.streams.length} slots.`,
      );
    const words = Uint32Array.from(streams.data);
    for (let slot = 0; slot < this.streams.length; slot++) {
      const [key0, key1, low, high] = words.subarray(slot * WORDS, (slot + 1) * WORDS);
      this.streams[slot] = new RandomStream({ key: [key0, key1], drawn: high * 2 ** 32 + low });
    }
  }
}
