/**
 * Safetensors: the file format of checkpoints, demonstrations and base policies.
 *
 * A file is 8 bytes of header length (little endian), a JSON header that maps each tensor's name to its type, shape
 * and byte range (and `__metadata__` to strings), and the raw little-endian data, without holes.
 *
 * See "Safetensors" by Hugging Face (https://github.com/huggingface/safetensors, section Format).
 */

import { halfFloats } from './halfFloats.js';
import {
  type ArrayTree,
  flattenTree,
  isNdArray,
  type NdArray,
  type NumberArray,
  sizeOf,
  unflattenTree,
} from './ndArray.js';
import { checkHeader, readHeader, type StoredType } from './safetensorsHeader.js';

/** A float64 array with its shape; simulator snapshots need the precision. */
export interface DoubleArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** What a safetensors file holds. */
export interface SafetensorsContents {
  /** The float32, int32 and uint8 tensors, nested by the dots in their names; float16 come as float32. */
  readonly tree: ArrayTree;
  /** The float64 tensors by name: vectors as they are, others with their shape. */
  readonly doubles: Readonly<Record<string, Float64Array | DoubleArray>>;
  /** Free text by key; structured values are stored as JSON. */
  readonly metadata: Readonly<Record<string, string>>;
}

type StoredData = NumberArray | Float64Array;

const TYPES: Readonly<Record<StoredType, { view: (buffer: ArrayBuffer) => StoredData }>> = {
  F32: { view: (buffer) => new Float32Array(buffer) },
  I32: { view: (buffer) => new Int32Array(buffer) },
  U8: { view: (buffer) => new Uint8Array(buffer) },
  F64: { view: (buffer) => new Float64Array(buffer) },
  F16: { view: (buffer) => halfFloats(new Uint16Array(buffer)) },
};

function typeName(data: StoredData): StoredType {
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Uint8Array) return 'U8';
  return data instanceof Int32Array ? 'I32' : 'F32';
}

function encodeHeader(header: object): Uint8Array {
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  return Buffer.from(text + ' '.repeat((8 - (length % 8)) % 8));
}

/** A tree's own keys must survive the way into names joined by dots and back. */
function checkKeys(tree: ArrayTree): void {
  for (const [key, node] of Object.entries(tree)) {
    if (key.includes('.') || key === '__proto__')
      throw new RangeError(
        `encodeSafetensors: the key '${key}' cannot be part of a name: dots divide names. Rename it.`,
      );
    if (!isNdArray(node)) checkKeys(node);
  }
}

/**
 * Writes arrays and metadata in the safetensors format.
 *
 * @param tree float32, int32 and uint8 arrays; a leaf's name is its path joined by `.`
 * @param metadata free text by key
 * @param doubles float64 arrays by name, kept outside the tree because computations have no float64
 * @returns the bytes of the file
 * @throws RangeError when an array's length does not match its shape, a name occurs twice, or a key has a dot
 */
export function encodeSafetensors(
  tree: ArrayTree,
  metadata: Readonly<Record<string, string>> = {},
  doubles: Readonly<Record<string, Float64Array | DoubleArray>> = {},
): Uint8Array {
  checkKeys(tree);
  const header = new Map<string, unknown>([['__metadata__', metadata]]);
  const tensors: [string, readonly number[], StoredData][] = [
    ...Object.entries(doubles).map(([name, array]): [string, readonly number[], StoredData] =>
      'shape' in array ? [name, array.shape, array.data] : [name, [array.length], array],
    ),
    ...flattenTree(tree).map(([name, { shape, data }]): [string, readonly number[], StoredData] => [name, shape, data]),
  ];
  let end = 0;
  for (const [name, shape, data] of tensors) {
    if (data.length !== sizeOf(shape))
      throw new RangeError(
        `encodeSafetensors: ${name} has ${data.length} elements, its shape [${shape}] wants another number.`,
      );
    if (header.has(name))
      throw new RangeError(`encodeSafetensors: the name ${name} occurs twice; rename one of the two.`);
    header.set(name, { dtype: typeName(data), shape, data_offsets: [end, end + data.byteLength] });
    end += data.byteLength;
  }
  const headerBytes = encodeHeader(Object.fromEntries(header));
  const file = new Uint8Array(8 + headerBytes.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes.length), true);
  file.set(headerBytes, 8);
  let offset = 8 + headerBytes.length;
  for (const [, , data] of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

/**
 * Reads a safetensors file that holds float32, int32, uint8, float64 and float16 tensors.
 *
 * @param bytes the whole file
 * @returns its tensors, copied, and its metadata
 * @throws Error naming what is wrong when the file is truncated, corrupt, mis-sized or of another number type, or when
 * its names cannot be those of a tree: one twice, one below another, a part `__proto__`
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContents {
  const { header, dataStart } = readHeader(bytes);
  // A plain view: a Buffer's own slice() would share memory, and its pool is not aligned.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataStart, bytes.length - dataStart);
  const { tensors, metadata } = checkHeader(header, data.length);
  const leaves: [string, NdArray][] = [];
  const doubles: [string, Float64Array | DoubleArray][] = [];
  for (const { name, dtype, shape, begin, end } of tensors) {
    const stored = TYPES[dtype].view(data.slice(begin, end).buffer as ArrayBuffer);
    if (!(stored instanceof Float64Array)) leaves.push([name, { shape, data: stored }]);
    else doubles.push([name, shape.length === 1 ? stored : { shape, data: stored }]);
  }
  return { tree: treeOf(leaves), doubles: Object.fromEntries(doubles), metadata };
}

function treeOf(leaves: readonly [string, NdArray][]): ArrayTree {
  try {
    return unflattenTree(leaves);
  } catch (error) {
    throw new Error(`decodeSafetensors: the names of the tensors are no tree. ${(error as Error).message}`);
  }
}
