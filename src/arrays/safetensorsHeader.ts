/** The header of a safetensors file, which may come from anywhere: read and checked before any of the data is. */

import { z } from 'zod';
import { sizeOf } from './ndArray.js';

/** Number types that are read, and the bytes of one number. */
const BYTES = { F32: 4, I32: 4, U8: 1, F64: 8, F16: 2 } as const;

/** A number type that is read. */
export type StoredType = keyof typeof BYTES;

/** Where a tensor lies, checked. */
export interface TensorPlace {
  readonly name: string;
  readonly dtype: StoredType;
  readonly shape: readonly number[];
  /** Bytes of the data: the first, and the one behind the last. */
  readonly begin: number;
  readonly end: number;
}

/** An error about a file that is not what it should be. */
const corrupt = (what: string): Error =>
  new Error(`decodeSafetensors: ${what}. The file is truncated or corrupt: fetch it or make it again.`);

/**
 * Reads the header of a file.
 *
 * @param bytes the whole file
 * @returns the header, whose entries are not checked yet, and where the data begin
 * @throws Error when the file ends before its header does, or the header is no JSON object, or names something twice
 */
export function readHeader(bytes: Uint8Array): { header: Readonly<Record<string, unknown>>; dataStart: number } {
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
  const names = topLevelNames(text);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw corrupt(`the name ${twice} occurs twice in the header`);
  return { header: header as Record<string, unknown>, dataStart: 8 + length };
}

/** The names of a JSON object as they are written: a parser keeps only the last of those that are equal. */
function topLevelNames(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (depth === 1 && /^\s*:/.test(text.slice(index + token.length, index + token.length + 8)))
      names.push(JSON.parse(token));
  }
  return names;
}

const count = z.int().nonnegative();
const entryForm = z.looseObject({
  dtype: z.string(),
  shape: z.array(count),
  data_offsets: z.tuple([z.number(), z.number()]),
});

function checkEntry(name: string, entry: unknown, dataBytes: number): TensorPlace {
  const { dtype, shape, data_offsets: range } = { ...(entry as object) } as Partial<z.output<typeof entryForm>>;
  if (typeof dtype === 'string' && !Object.hasOwn(BYTES, dtype))
    throw new Error(
      `decodeSafetensors: ${name} has type ${dtype}; ${Object.keys(BYTES).join(', ')} are read. Convert it.`,
    );
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !Array.isArray(range) || range.length !== 2)
    throw corrupt(`${name} lacks its type, its shape or its byte range`);
  if (!entryForm.shape.shape.safeParse(shape).success)
    throw corrupt(`${name} has the shape ${JSON.stringify(shape)}, whose entries must be integers from 0`);
  const [begin, end] = range;
  const isRange = count.safeParse(begin).success && count.safeParse(end).success;
  if (!isRange || begin > end || end > dataBytes)
    throw corrupt(`${name} lies at bytes ${begin} to ${end}, the data has ${dataBytes}`);
  const needed = sizeOf(shape) * BYTES[dtype as StoredType];
  if (needed !== end - begin)
    throw corrupt(`${name} of shape [${shape}] needs ${needed} bytes, its range has ${end - begin}`);
  return { name, dtype: dtype as StoredType, shape, begin, end };
}

/**
 * Checks what a header says of its tensors.
 *
 * @param header what {@link readHeader} read
 * @param dataBytes bytes of the data that follow it
 * @returns where each tensor lies, in the order of the header, and the metadata
 * @throws Error naming the tensor when it is of another type, its shape or range cannot be, or ranges overlap or leave
 * bytes out
 */
export function checkHeader(
  { __metadata__: metadata = {}, ...entries }: Readonly<Record<string, unknown>>,
  dataBytes: number,
): { tensors: readonly TensorPlace[]; metadata: Readonly<Record<string, string>> } {
  const texts = z.record(z.string(), z.string()).safeParse(metadata);
  if (!texts.success) throw corrupt('the metadata are not texts by name');
  const tensors = Object.entries(entries).map(([name, entry]) => checkEntry(name, entry, dataBytes));
  let covered = 0;
  for (const { name, begin, end } of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < covered) throw corrupt(`${name} at bytes ${begin} to ${end} overlaps the tensor before it`);
    if (begin > covered) throw corrupt(`bytes ${covered} to ${begin}, before ${name}, belong to no tensor`);
    covered = end;
  }
  if (covered !== dataBytes) throw corrupt(`the tensors take ${covered} bytes, the data has ${dataBytes}`);
  return { tensors, metadata: texts.data };
}
