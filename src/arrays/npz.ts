/** NumPy's files: `.npy` arrays in a `.npz` archive. Reading takes little-endian numbers in C order. */

import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { NdArray } from './ndArray.js';

/** An array as NumPy stored it; numbers of any type are doubles here, and booleans are 0 and 1. */
export interface NumpyArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** NumPy's name of the type, for instance `<f4`. */
  readonly dtype: string;
}

type Read = (view: DataView, at: number) => number;

/** Width in bytes, and how a number is read. */
const TYPES: Readonly<Record<string, readonly [number, Read]>> = {
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<u4': [4, (view, at) => view.getUint32(at, true)],
  '<u2': [2, (view, at) => view.getUint16(at, true)],
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|b1': [1, (view, at) => view.getUint8(at)],
};

const MAGIC = '\x93NUMPY';

/** The header's text, and where the numbers begin. */
function headerOf(bytes: Uint8Array, name: string): { readonly text: string; readonly start: number } {
  const latin = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (latin(0, 6) !== MAGIC) throw new Error(`${name} is no NumPy array: it does not begin with \\x93NUMPY.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const begin = isFirst ? 10 : 12;
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  return { text: latin(begin, begin + length), start: begin + length };
}

function decodeNpy(bytes: Uint8Array, name: string): NumpyArray {
  const { text, start } = headerOf(bytes, name);
  const [, dtype] = /'descr':\s*'([^']+)'/.exec(text) ?? [];
  const [, order] = /'fortran_order':\s*(True|False)/.exec(text) ?? [];
  const [, dims] = /'shape':\s*\(([^)]*)\)/.exec(text) ?? [];
  const [width, read] = TYPES[dtype ?? ''] ?? [];
  if (!width || !read || dims === undefined)
    throw new Error(
      `${name} has the type ${dtype ?? text.trim()}; read are ${Object.keys(TYPES).join(', ')}. Save it as float32: a.astype("float32").`,
    );
  if (order !== 'False') throw new Error(`${name} lies in Fortran order. Save np.ascontiguousarray(${name}).`);
  const shape = dims.split(',').flatMap((part) => (part.trim() ? [Number(part)] : []));
  const count = shape.reduce((size, length) => size * length, 1);
  if (bytes.byteLength - start < count * width)
    throw new Error(`${name} is cut off: its shape is [${shape}], and its bytes are fewer. Save it again.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  return { shape, dtype: dtype!, data: Float64Array.from({ length: count }, (_, i) => read(view, i * width)) };
}

/**
 * Reads an archive of NumPy arrays, as `np.savez` and `np.savez_compressed` write it.
 *
 * @param bytes the file
 * @returns arrays by name, without `.npy`
 * @throws Error on what is no such archive, and on an array that cannot be read, which it names
 */
export function decodeNpz(bytes: Uint8Array): ReadonlyMap<string, NumpyArray> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (cause) {
    throw new Error('This is no .npz archive. Save one with np.savez(file, obs=obs, …).', { cause });
  }
  return new Map(
    Object.entries(files)
      .filter(([file]) => file.endsWith('.npy'))
      .map(([file, content]) => {
        const name = file.slice(0, -'.npy'.length);
        return [name, decodeNpy(content, name)] as const;
      }),
  );
}

/** What an archive is made of: arrays of the library, or doubles. */
type Stored = NdArray | Pick<NumpyArray, 'shape' | 'data'>;

function dtypeOf(data: Stored['data']): string {
  if (data instanceof Float64Array) return '<f8';
  if (data instanceof Float32Array) return '<f4';
  return data instanceof Int32Array ? '<i4' : '|u1';
}

function encodeNpy({ shape, data }: Stored): Uint8Array {
  const dtype = dtypeOf(data);
  const dims = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${dims}), }`;
  // The numbers begin at a multiple of 64 bytes, and the header ends in a line feed.
  const padded = `${text.padEnd(Math.ceil((10 + text.length + 1) / 64) * 64 - 11)}\n`;
  const head = Buffer.alloc(10);
  head.write(MAGIC, 'latin1');
  head.set([1, 0], 6);
  head.writeUInt16LE(padded.length, 8);
  return Buffer.concat([
    head,
    Buffer.from(padded, 'latin1'),
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  ]);
}

/**
 * Writes an archive that `np.load` reads. The bytes depend on the arrays alone.
 *
 * @param arrays arrays by name
 * @returns the file
 */
export function encodeNpz(arrays: Readonly<Record<string, Stored>>): Uint8Array {
  const files: Zippable = {};
  // The first time that an archive knows, whatever the time zone.
  for (const [name, array] of Object.entries(arrays))
    files[`${name}.npy`] = [encodeNpy(array), { mtime: '1980-01-01T12:00:00' }];
  return zipSync(files, { level: 6 });
}
