import { describe, expect, it } from 'vitest';
import { encodeGif, sideBySidePicture } from '../../src/pictures/index.js';

const picture = (width: number, height: number, color: readonly number[]) => ({
  width,
  height,
  rgb: Uint8Array.from({ length: 3 * width * height }, (_, i) => color[i % 3]!),
});

describe('encodeGif', () => {
  it('has the size, the frames and the delays that it was given, and repeats', () => {
    const file = Buffer.from(encodeGif([picture(5, 3, [255, 0, 0]), picture(5, 3, [0, 0, 255])], [60, 1000]));
    expect(file.subarray(0, 6).toString('latin1')).toBe('GIF89a');
    expect([file.readUInt16LE(6), file.readUInt16LE(8)]).toEqual([5, 3]);
    expect(file.includes('NETSCAPE2.0')).toBe(true);
    // Graphic control extensions: 21 F9 04, flags, delay in hundredths of a second.
    const starts = [...file.keys()].filter((i) => file[i] === 0x21 && file[i + 1] === 0xf9 && file[i + 2] === 4);
    expect(starts.map((i) => file.readUInt16LE(i + 4))).toEqual([6, 100]);
    expect(file.at(-1)).toBe(0x3b);
  });

  it('refuses pictures of two sizes', () => {
    expect(() => encodeGif([picture(5, 3, [0]), picture(4, 3, [0])], [1, 1])).toThrow(/all of one size/);
    expect(() => encodeGif([], [])).toThrow(/at least one/);
  });
});

it('sideBySidePicture puts pictures in a row with white between', () => {
  const { width, height, rgb } = sideBySidePicture([picture(1, 2, [1, 2, 3]), picture(2, 2, [7, 8, 9])], 1);
  expect([width, height]).toEqual([4, 2]);
  const row = [1, 2, 3, 255, 255, 255, 7, 8, 9, 7, 8, 9];
  expect([...rgb]).toEqual([...row, ...row]);
});
