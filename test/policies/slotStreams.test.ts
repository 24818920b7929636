import { describe, expect, it } from 'vitest';
import { SlotStreams } from '../../src/policies/slotStreams.js';
import { randomStream } from '../../src/random/index.js';

describe('SlotStreams', () => {
  const draw = (streams: SlotStreams, slot: number): Float32Array => {
    const numbers = new Float32Array(3);
    streams.of(slot).fillNormal(numbers);
    return numbers;
  };

  it("gives each slot its seed's own basePolicy stream", () => {
    const streams = new SlotStreams(2);
    streams.reset(1, 5);
    expect(draw(streams, 1)).toEqual(randomStream(5, 'basePolicy').fillNormal(new Float32Array(3)));
    streams.reset(0, 5);
    draw(streams, 0);
    expect(draw(streams, 0)).toEqual(draw(streams, 1));
  });

  it('continues from a snapshot, keys beyond 2^31 included', () => {
    const streams = new SlotStreams(2);
    streams.reset(0, 2 ** 32 - 1);
    draw(streams, 0);
    const snapshot = streams.snapshot();
    const expected = [draw(streams, 0), draw(streams, 1)];
    const other = new SlotStreams(2);
    other.restore(snapshot);
    expect([draw(other, 0), draw(other, 1)]).toEqual(expected);
  });

  it('refuses a snapshot of another size', () => {
    expect(() => new SlotStreams(2).restore(new SlotStreams(3).snapshot())).toThrow(/has 3 streams, this policy 2/);
  });
});
