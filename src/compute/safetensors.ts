/**
 * Safetensors: the file format of checkpoints, demonstrations and base policies.
 *
 * A file is 8 bytes of header length (little endian), a JSON header that maps each tensor's name to its type, shape
 * and byte range (and `__metadata__` to strings), and the raw little-endian data, without holes.
 *
 * See "Safetensors" by Hugging Face (https://github.com/huggingface/safetensors, section Format).
 */

import { type ArrayTree, flattenTree, type NdArray, sizeOf, unflattenTree } from './arrays.js';

/** What a safetensors file holds. */
export interface SafetensorsContents {
  /** The float32 and int32 tensors, nested by the dots in their names. */
  readonly tree: ArrayTree;
  /** The float64 tensors by name, flat; simulator snapshots need the precision. */
  readonly doubles: Readonly<Record<string, Float64Array>>;
  /** Free text by key; structured values are stored as JSON. */
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

type StoredData = Float32Array | Int32Array | Float64Array;

const TYPES: Record<string, { bytes: number; view: (buffer: ArrayBuffer) => StoredData }> = {
  F32: { bytes: 4, view: (buffer) => new Float32Array(buffer) },
  I32: { bytes: 4, view: (buffer) => new Int32Array(buffer) },
  F64: { bytes: 8, view: (buffer) => new Float64Array(buffer) },
};

const typeName = (data: StoredData): string =>
  data instanceof Float64Array ? 'F64' : data instanceof Int32Array ? 'I32' : 'F32';

function encodeHeader(header: object): Uint8Array {
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  return Buffer.from(text + ' '.repeat((8 - (length % 8)) % 8));
}

/**
 * Writes arrays and metadata in the safetensors format.
 *
 * @param tree float32 and int32 arrays; a leaf's name is its path joined by `.`
 * @param metadata free text by key
 * @param doubles float64 vectors by name, kept outside the tree because computations have no float64
 * @returns the bytes of the file
 * @throws RangeError when an array's length does not match its shape, or a name occurs twice
 */
export function encodeSafetensors(
  tree: ArrayTree,
  metadata: Readonly<Record<string, string>> = {},
  doubles: Readonly<Record<string, Float64Array>> = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const tensors: [string, readonly number[], StoredData][] = [
    ...Object.entries(doubles).map(([name, data]): [string, number[], StoredData] => [name, [data.length], data]),
    ...flattenTree(tree).map(([name, { shape, data }]): [string, readonly number[], StoredData] => [name, shape, data]),
  ];
  let end = 0;
  for (const [name, shape, data] of tensors) {
    if (data.length !== sizeOf(shape))
      throw new RangeError(
        `encodeSafetensors: ${name} has ${data.length} elements, its shape [${shape}] wants another number.`,
      );
    if (name in header)
      throw new RangeError(`encodeSafetensors: the name ${name} occurs twice; rename one of the two.`);
    header[name] = { dtype: typeName(data), shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const headerBytes = encodeHeader(header);
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

const corrupt = (what: string): Error =>
  new Error(`decodeSafetensors: ${what}. The file is truncated or corrupt: fetch it or make it again.`);

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) throw corrupt(`got ${bytes.length} bytes, a safetensors file has at least 8`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > bytes.length - 8)
    throw corrupt(`the header should take ${length} bytes, only ${bytes.length - 8} follow the length`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + 8, length).toString('utf8');
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw corrupt(`the header is no JSON (it begins ${JSON.stringify(text.slice(0, 40))})`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw corrupt('the header is no JSON object');
  return { header: header as Record<string, unknown>, dataStart: 8 + length };
}

function readTensor(
  name: string,
  entry: Partial<HeaderEntry>,
  data: Uint8Array,
): { shape: number[]; data: StoredData } {
  const { dtype, shape, data_offsets: range } = entry;
  const type = TYPES[dtype ?? ''];
  if (!type) throw new Error(`decodeSafetensors: ${name} has type ${dtype}; F32, I32 and F64 are read. Convert it.`);
  if (!Array.isArray(shape) || !Array.isArray(range)) throw corrupt(`${name} lacks its shape or its byte range`);
  const [begin, end] = range;
  if (!(begin >= 0 && begin <= end && end <= data.length))
    throw corrupt(`${name} lies at bytes ${begin} to ${end}, the data has ${data.length}`);
  if (sizeOf(shape) * type.bytes !== end - begin)
    throw corrupt(
      `${name} of shape [${shape}] needs ${sizeOf(shape) * type.bytes} bytes, its range has ${end - begin}`,
    );
  return { shape, data: type.view(data.slice(begin, end).buffer as ArrayBuffer) };
}

/**
 * Reads a safetensors file that holds float32, int32 and float64 tensors.
 *
 * @param bytes the whole file
 * @returns its tensors, copied, and its metadata
 * @throws Error naming what is wrong when the file is truncated, corrupt, mis-sized or of another number type
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContents {
  const { header, dataStart } = readHeader(bytes);
  const { __metadata__: metadata = {}, ...entries } = header;
  // A plain view: a Buffer's own slice() would share memory, and its pool is not aligned.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataStart, bytes.length - dataStart);
  const leaves: [string, NdArray][] = [];
  const doubles: Record<string, Float64Array> = {};
  let covered = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const tensor = readTensor(name, entry as Partial<HeaderEntry>, data);
    covered += tensor.data.byteLength;
    if (tensor.data instanceof Float64Array) doubles[name] = tensor.data;
    else leaves.push([name, { shape: tensor.shape, data: tensor.data }]);
  }
  if (covered !== data.length) throw corrupt(`the tensors take ${covered} bytes, the data has ${data.length}`);
  return { tree: unflattenTree(leaves), doubles, metadata: metadata as Record<string, string> };
}
