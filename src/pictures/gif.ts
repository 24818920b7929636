/** Animations as GIF, for places that show nothing else: slides, a README, a message. */

import { createRequire } from 'node:module';
import type { Picture } from './rasterizer.js';

// Its entry for modules is not one that Node takes for a module.
const gifenc: typeof import('gifenc') = createRequire(import.meta.url)('gifenc');

/** Colours that a frame of a GIF may have. */
const COLORS = 256;

function rgbaOf({ width, height, rgb }: Picture): Uint8Array {
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) rgba.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  return rgba;
}

/**
 * A GIF that repeats for ever.
 *
 * @param pictures of one size, at least one
 * @param delays milliseconds that each stands; the format counts hundredths of a second
 * @returns the file
 * @throws RangeError without pictures, or when their sizes differ
 */
export function encodeGif(pictures: readonly Picture[], delays: readonly number[]): Uint8Array {
  const [first] = pictures;
  if (!first || pictures.some(({ width, height }) => width !== first.width || height !== first.height))
    throw new RangeError('encodeGif: expected at least one picture, and all of one size.');
  const file = gifenc.GIFEncoder();
  pictures.forEach((picture, i) => {
    const rgba = rgbaOf(picture);
    const palette = gifenc.quantize(rgba, COLORS);
    const index = gifenc.applyPalette(rgba, palette);
    file.writeFrame(index, picture.width, picture.height, { palette, delay: delays[i], repeat: 0 });
  });
  file.finish();
  return file.bytes();
}

/**
 * Pictures side by side.
 *
 * @param pictures of one height, from left to right
 * @param gap white pixels between two
 * @returns one picture
 * @throws RangeError when their heights differ
 */
export function sideBySidePicture(pictures: readonly Picture[], gap = 4): Picture {
  const height = pictures[0]?.height ?? 0;
  if (height === 0 || pictures.some((picture) => picture.height !== height))
    throw new RangeError('sideBySidePicture: expected pictures of one height.');
  const width = pictures.reduce((sum, picture) => sum + picture.width, gap * (pictures.length - 1));
  const rgb = new Uint8Array(3 * width * height).fill(255);
  let left = 0;
  for (const picture of pictures) {
    for (let row = 0; row < height; row++) {
      const line = picture.rgb.subarray(3 * picture.width * row, 3 * picture.width * (row + 1));
      rgb.set(line, 3 * (width * row + left));
    }
    left += picture.width + gap;
  }
  return { width, height, rgb };
}
