/** Transitions from files: NumPy's archives and Parquet. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { decodeNpz } from '../arrays/index.js';
import type { Column } from './columns.js';
import { type TransitionNumbers, type Transitions, transitionsOf } from './transitions.js';

/** The shape of nested lists, checked to be the same in every row. */
function shapeOf(value: unknown): number[] {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return [];
  const list = Array.from(value as ArrayLike<unknown>);
  return [list.length, ...shapeOf(list[0])];
}

const numbersIn = (value: unknown): number[] =>
  Array.isArray(value) || ArrayBuffer.isView(value)
    ? Array.from(value as ArrayLike<unknown>).flatMap(numbersIn)
    : [value === null || value === undefined ? Number.NaN : Number(value)];

function columnOf(name: string, values: readonly unknown[]): Column {
  const shape = shapeOf(values[0]);
  const ragged = values.findIndex((value) => String(shapeOf(value)) !== String(shape));
  if (ragged >= 0)
    throw new Error(
      `'${name}' has [${shape}] numbers in row 0 and [${shapeOf(values[ragged])}] in row ${ragged}; all rows have the same.`,
    );
  return { shape: [values.length, ...shape], data: numbersIn(values) };
}

/** `obs_0`, `obs_1`, … beside each other are one column. */
function joined(columns: Map<string, Column>): Map<string, Column> {
  const stems = new Set([...columns.keys()].flatMap((name) => /^(.*)_0$/.exec(name)?.[1] ?? []));
  for (const stem of stems) {
    const parts: Column[] = [];
    for (let next = columns.get(`${stem}_0`); next; next = columns.get(`${stem}_${parts.length}`)) parts.push(next);
    const [rows] = parts[0].shape;
    const data = Array.from({ length: rows }, (_, i) => parts.map((part) => part.data[i])).flat();
    if (!columns.has(stem)) columns.set(stem, { shape: [rows, parts.length], data });
  }
  return columns;
}

async function readParquet(file: string): Promise<Map<string, Column>> {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const rows = await parquetReadObjects({ file: buffer });
  const names = Object.keys(rows[0] ?? {});
  return joined(
    new Map(
      names.map((name) => [
        name,
        columnOf(
          name,
          rows.map((row) => row[name]),
        ),
      ]),
    ),
  );
}

const READERS: Readonly<Record<string, (file: string) => Promise<ReadonlyMap<string, Column>>>> = {
  '.npz': async (file) => decodeNpz(readFileSync(file)),
  '.parquet': readParquet,
};

/**
 * Reads transitions.
 *
 * @param file `.npz`, or `.parquet` with lists (`obs`) or numbered columns (`obs_0`, `obs_1`, …), uncompressed or with Snappy
 * @param numbers λ, γ and the range of rewards, which go before those in the file
 * @returns the transitions
 * @throws Error on another kind of file, and as {@link transitionsOf}, naming the file
 */
export async function readTransitions(file: string, numbers: TransitionNumbers = {}): Promise<Transitions> {
  const read = READERS[extname(file)];
  if (!read) throw new Error(`'${file}' must end in ${Object.keys(READERS).join(' or ')}.`);
  try {
    return transitionsOf(await read(file), numbers);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
