/** PNG files from pictures, still (PNG) and moving (APNG). See "PNG Specification (Third Edition)", W3C 2025. */

import { crc32, deflateSync } from 'node:zlib';
import { quantize } from './palette.js';
import type { Picture } from './rasterizer.js';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const TRUE_COLOUR = 2;
const INDEXED = 3;
const KEEP = 0;
const OVER = 1;
const TRANSPARENT = 0;

/** One chunk: length, type, data, checksum. */
function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** Big-endian 32-bit numbers. */
function words(...values: number[]): Buffer {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    out.writeUInt32BE(value, 4 * i);
  });
  return out;
}

function header(width: number, height: number, colourType: number): Buffer {
  return chunk('IHDR', Buffer.concat([words(width, height), Buffer.from([8, colourType, 0, 0, 0])]));
}

/** Rows, each after a zero that says "no filter", compressed. */
function deflateRows(bytes: Uint8Array, rowLength: number): Buffer {
  const height = bytes.length / rowLength;
  const rows = Buffer.alloc(height * (rowLength + 1));
  for (let y = 0; y < height; y++)
    rows.set(bytes.subarray(y * rowLength, (y + 1) * rowLength), y * (rowLength + 1) + 1);
  return deflateSync(rows, { level: 9 });
}

/**
 * Encodes a picture as a true-colour PNG.
 *
 * @param picture red, green, blue per pixel
 * @returns the file's bytes
 */
export function encodePng({ width, height, rgb }: Picture): Buffer {
  const data = chunk('IDAT', deflateRows(rgb, 3 * width));
  return Buffer.concat([SIGNATURE, header(width, height, TRUE_COLOUR), data, chunk('IEND')]);
}

/** The smallest rectangle that holds every change, with unchanged pixels transparent. */
interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly indices: Uint8Array;
}

function difference(before: Uint8Array | undefined, now: Uint8Array, width: number): Patch {
  const height = now.length / width;
  if (!before) return { x: 0, y: 0, width, height, indices: now };
  let [left, right, top, bottom] = [width, 0, height, 0];
  now.forEach((index, pixel) => {
    if (index === before[pixel]) return;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  // A frame must have a pixel, also where nothing moved.
  if (left > right) [left, right, top, bottom] = [0, 0, 0, 0];
  const [w, h] = [right - left + 1, bottom - top + 1];
  const indices = Uint8Array.from({ length: w * h }, (_, i) => {
    const pixel = (top + Math.floor(i / w)) * width + left + (i % w);
    return now[pixel] === before[pixel] ? TRANSPARENT : now[pixel];
  });
  return { x: left, y: top, width: w, height: h, indices };
}

/**
 * Encodes pictures as an animated PNG with one palette; each frame holds what changed.
 *
 * @param pictures the frames, all of one size, at least one
 * @param delays milliseconds that each frame stands
 * @returns the file's bytes; programs that know no APNG show the first frame
 * @throws RangeError without frames, or when their sizes differ
 */
export function encodeApng(pictures: readonly Picture[], delays: readonly number[]): Buffer {
  if (pictures.length === 0) throw new RangeError('encodeApng: an animation needs at least one frame, got none.');
  const [{ width, height }] = pictures;
  const odd = pictures.findIndex((picture) => picture.width !== width || picture.height !== height);
  if (odd >= 0)
    throw new RangeError(
      `encodeApng: frame ${odd} is ${pictures[odd].width} × ${pictures[odd].height}, the first ${width} × ${height}.`,
    );
  const indexed = quantize(pictures.map(({ rgb }) => rgb));
  let sequence = 0;
  const frames = indexed.pictures.flatMap((indices, i) => {
    const patch = difference(indexed.pictures[i - 1], indices, width);
    const place = words(sequence++, patch.width, patch.height, patch.x, patch.y);
    const timing = Buffer.from([0, 0, 1000 >> 8, 1000 & 255, KEEP, OVER]);
    timing.writeUInt16BE(Math.min(65535, Math.round(delays[i])), 0);
    const control = chunk('fcTL', Buffer.concat([place, timing]));
    const data = deflateRows(patch.indices, patch.width);
    return [control, i === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([words(sequence++), data]))];
  });
  return Buffer.concat([
    SIGNATURE,
    header(width, height, INDEXED),
    chunk('PLTE', Buffer.concat([Buffer.alloc(3), indexed.palette])),
    chunk('tRNS', Buffer.from([0])),
    chunk('acTL', words(pictures.length, 0)),
    ...frames,
    chunk('IEND'),
  ]);
}
