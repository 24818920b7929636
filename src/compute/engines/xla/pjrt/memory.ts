/**
 * Memory that native code reads and writes: arrays of this process, whose addresses do not move while they are
 * referenced, so that nothing has to be allocated and freed by hand.
 */

import { loadKoffi } from '../../../../native/index.js';

/** Something with an address. Whoever hands the address on must hold on to this meanwhile. */
export interface Native {
  readonly address: bigint;
  readonly bytes: number;
  /** What lies there, and what it points to. */
  readonly holds: readonly unknown[];
}

/** A struct of 8-byte fields, as PJRT's functions take them. */
export interface Struct extends Native {
  /** Reads a field, without the two that every struct begins with. */
  get(field: number): bigint;
  set(field: number, value: bigint): void;
}

/** A field: a number, or the address of something that must live as long as the struct. */
export type Field = bigint | number | Native;

const BYTES_PER_WORD = 8;

const numberOf = (field: Field): bigint => (typeof field === 'object' ? field.address : BigInt(field));

/**
 * The memory of an array.
 *
 * @param data the array; native code sees what is written to it
 * @returns its address
 */
export function nativeArray(data: ArrayBufferView): Native {
  return { address: loadKoffi().address(data), bytes: data.byteLength, holds: [data] };
}

/**
 * Words side by side, for lists of pointers.
 *
 * @param fields their values
 * @returns the words, and where they lie
 */
export function nativeWords(fields: readonly Field[]): Native & { readonly words: BigUint64Array } {
  // A buffer of its own: a short array may lie among the objects that the garbage collector moves.
  const words = new BigUint64Array(new ArrayBuffer(BYTES_PER_WORD * Math.max(1, fields.length)));
  words.set(fields.map(numberOf));
  const { address, bytes } = nativeArray(words);
  return { address, bytes, words, holds: [words, ...fields.filter((field) => typeof field === 'object')] };
}

/**
 * A struct that begins, as all of PJRT's do, with its own size and a pointer to extensions, of which there are none.
 *
 * @param fields what follows
 * @returns the struct
 */
export function nativeStruct(...fields: readonly Field[]): Struct {
  const { words, ...native } = nativeWords([BYTES_PER_WORD * (2 + fields.length), 0, ...fields]);
  return {
    ...native,
    get: (field) => words[2 + field],
    set: (field, value) => {
      words[2 + field] = value;
    },
  };
}

/**
 * Bytes, or a text in UTF-8, with a zero behind them.
 *
 * @param contents what to write
 * @returns where they lie; `bytes` does not count the zero
 */
export function nativeBytes(contents: string | Uint8Array): Native {
  const source = typeof contents === 'string' ? Buffer.from(contents) : contents;
  const copy = new Uint8Array(new ArrayBuffer(source.length + 1));
  copy.set(source);
  return { ...nativeArray(copy), bytes: source.length };
}

/**
 * Copies what a library owns.
 *
 * @param address where it lies
 * @param bytes how long it is
 * @returns the copy
 */
export function copyOf(address: bigint, bytes: number): Uint8Array<ArrayBuffer> {
  return bytes === 0 ? new Uint8Array(0) : new Uint8Array(loadKoffi().view(address, bytes)).slice();
}
