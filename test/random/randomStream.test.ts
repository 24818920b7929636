/** Random streams: Random123's known answers, moments, independence, resumption. */

import { describe, expect, it } from 'vitest';
import { RandomStream, randomStream, threefry2x32 } from '../../src/random/index.js';

type Words = [number, number];

/** threefry2x32, 20 rounds, from the file kat_vectors of Random123 1.14: counter, key, result. */
const KNOWN_ANSWERS: readonly (readonly [Words, Words, Words])[] = [
  [
    [0, 0],
    [0, 0],
    [0x6b200159, 0x99ba4efe],
  ],
  [
    [0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x1cb996fc, 0xbb002be7],
  ],
  [
    [0x243f6a88, 0x85a308d3],
    [0x13198a2e, 0x03707344],
    [0xc4923a9c, 0x483df7a0],
  ],
];

const COUNT = 100_000;

const mean = (xs: ArrayLike<number>) => Array.from(xs).reduce((sum, x) => sum + x, 0) / xs.length;

function correlation(xs: Float32Array, ys: Float32Array): number {
  return mean(xs.map((x, i) => x * ys[i]));
}

describe('threefry2x32', () => {
  it.each(KNOWN_ANSWERS)('gives the known answer for counter %j, key %j', (counter, key, answer) => {
    expect(threefry2x32(counter, key)).toEqual(answer);
  });
});

describe('a stream', () => {
  it('draws the blocks of its key in order', () => {
    const stream = new RandomStream({ key: [0, 0], drawn: 0 });
    const words = Array.from({ length: 4 }, () => stream.uint32());
    expect(words).toEqual([...threefry2x32([0, 0], [0, 0]), ...threefry2x32([1, 0], [0, 0])]);
  });

  it('counts beyond 2^32 blocks', () => {
    const stream = new RandomStream({ key: [5, 6], drawn: 2 ** 33 });
    expect(stream.uint32()).toBe(threefry2x32([0, 1], [5, 6])[0]);
  });

  it('continues from its state, within a block too', () => {
    const stream = randomStream(3, 'replay');
    for (let i = 0; i < 7; i++) stream.uint32();
    const copy = new RandomStream(JSON.parse(JSON.stringify(stream.state())));
    const next = Array.from({ length: 10 }, () => stream.normal());
    expect(Array.from({ length: 10 }, () => copy.normal())).toEqual(next);
  });

  // Standard errors at this count: 0.003 for a mean, 0.0045 for a variance of normals; bounds are five of them.
  it('draws normal numbers', () => {
    const xs = randomStream(1, 'exploration').fillNormal(new Float32Array(COUNT));
    expect(Math.abs(mean(xs))).toBeLessThan(0.016);
    expect(Math.abs(mean(xs.map((x) => x * x)) - 1)).toBeLessThan(0.023);
    const beyondTwo = xs.filter((x) => Math.abs(x) > 2).length / COUNT;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.0035);
  });

  it('fills with normal numbers of consecutive words, also from the middle of a block and for odd lengths', () => {
    for (const begun of [0, 1, 2])
      for (const length of [1, 4, 7]) {
        const [filled, words] = [randomStream(9, 'replay'), randomStream(9, 'replay')];
        for (let i = 0; i < begun; i++) filled.uint32();
        for (let i = 0; i < begun; i++) words.uint32();
        const expected = Array.from({ length: Math.ceil(length / 2) }, () => {
          const radius = Math.sqrt(-2 * Math.log((words.uint32() + 0.5) / 2 ** 32));
          const angle = 2 * Math.PI * (words.uint32() / 2 ** 32);
          return [radius * Math.cos(angle), radius * Math.sin(angle)];
        }).flat();
        expect(filled.fillNormal(new Float32Array(length))).toEqual(Float32Array.from(expected.slice(0, length)));
        expect(filled.state()).toEqual(words.state());
      }
  });

  it('draws uniform numbers and integers', () => {
    const stream = randomStream(1, 'env');
    const xs = stream.fillUniform(new Float32Array(COUNT), -1, 3);
    expect(Math.abs(mean(xs) - 1)).toBeLessThan(0.02);
    expect(xs.every((x) => x >= -1 && x < 3)).toBe(true);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < COUNT; i++) counts[stream.integer(5)]++;
    for (const count of counts) expect(Math.abs(count / COUNT - 0.2)).toBeLessThan(0.0065);
  });

  it.each([
    [randomStream(1, 'init'), randomStream(1, 'replay')],
    [randomStream(1, 'init'), randomStream(2, 'init')],
  ])('is independent of another name and of another seed', (a, b) => {
    const [xs, ys] = [a, b].map((stream) => stream.fillNormal(new Float32Array(COUNT)));
    expect(Math.abs(correlation(xs, ys))).toBeLessThan(0.016);
  });

  it.each([-1, 1.5, 2 ** 32, Number.NaN])('refuses the seed %d', (seed) => {
    expect(() => randomStream(seed, 'init')).toThrow(/integer in \[0, 2\^32\)/);
  });
});
