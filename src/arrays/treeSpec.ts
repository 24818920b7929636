/** Shapes as data: what an observation, a transition or a batch is made of, without its numbers. */

import { type ArrayTree, isNdArray, type NdArray, type NumberArray, sizeOf } from './ndArray.js';

/** A type of numbers that arrays and files hold. */
export type NumberType = 'float32' | 'int32' | 'uint8';

/** One array: `{ shape: [24] }`, `{ shape: [64, 64, 3], dtype: 'uint8' }`. */
export interface LeafSpec {
  readonly shape: readonly number[];
  /** `float32` by default. */
  readonly dtype?: NumberType;
}

/** Arrays by name: `{ state: { shape: [24] }, rgb: { shape: [64, 64, 3], dtype: 'uint8' } }`. */
export interface TreeSpec {
  readonly [name: string]: LeafSpec | TreeSpec;
}

const ARRAYS = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array } as const;

/**
 * Whether a node of a {@link TreeSpec} is an array's.
 *
 * @param node a leaf or a subtree
 * @returns true for a {@link LeafSpec}
 */
export function isLeafSpec(node: LeafSpec | TreeSpec): node is LeafSpec {
  return Array.isArray(node.shape);
}

/** @throws RangeError when a leaf describes no array */
function checkedLeaf(leaf: LeafSpec, path: string): LeafSpec {
  const { shape, dtype = 'float32' } = leaf;
  if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= 1))
    throw new RangeError(`${path} has the shape [${shape}]; every entry must be an integer of at least 1.`);
  if (!Object.hasOwn(ARRAYS, dtype))
    throw new RangeError(`${path} has the number type '${dtype}'; there are ${Object.keys(ARRAYS).join(', ')}.`);
  return leaf;
}

/**
 * The leaves of a spec, each with its path joined by `.`, in insertion order.
 *
 * @param spec an array's spec, or those of arrays by name
 * @returns pairs `[path, leaf]`; the path of a spec that is a leaf itself is empty
 * @throws RangeError on a shape, a number type or a name that cannot be, naming it
 * @example
 * flattenSpec({ state: { shape: [24] }, rgb: { shape: [64, 64, 3], dtype: 'uint8' } }).map(([path]) => path);
 */
export function flattenSpec(spec: LeafSpec | TreeSpec): [string, LeafSpec][] {
  const leaves = (node: LeafSpec | TreeSpec, path: string): [string, LeafSpec][] => {
    if (typeof node !== 'object' || node === null)
      throw new RangeError(`The spec of ${path} is ${String(node)}; write for instance { shape: [24] }.`);
    if (isLeafSpec(node)) return [[path, checkedLeaf(node, path || 'the array')]];
    return Object.entries(node).flatMap(([name, below]) => {
      if (name === '' || name.includes('.') || name === '__proto__')
        throw new RangeError(`A spec has the name '${name}'; names are not empty and have no dots, which divide them.`);
      return leaves(below, path ? `${path}.${name}` : name);
    });
  };
  return leaves(spec, '');
}

/**
 * A tree of the same structure with something in the place of each leaf.
 *
 * @param spec an array's spec, or those of arrays by name
 * @param fn the array of one leaf at a path
 * @returns an array for a leaf, a tree for a tree
 */
export function mapSpec<Spec extends LeafSpec | TreeSpec>(
  spec: Spec,
  fn: (leaf: LeafSpec, path: string) => NdArray,
): Spec extends LeafSpec ? NdArray : ArrayTree {
  const map = (node: LeafSpec | TreeSpec, path: string): NdArray | ArrayTree => {
    if (isLeafSpec(node)) return fn(node, path);
    const entries = Object.entries(node);
    return Object.fromEntries(entries.map(([name, below]) => [name, map(below, path ? `${path}.${name}` : name)]));
  };
  return map(spec, '') as Spec extends LeafSpec ? NdArray : ArrayTree;
}

/**
 * Zeroed arrays of some rows: a batch, a ring.
 *
 * @param spec what a row is made of
 * @param rows how many
 * @returns arrays of shape [rows, …shape], of the spec's number types
 */
export function rowsOfSpec<Spec extends LeafSpec | TreeSpec>(spec: Spec, rows: number) {
  return mapSpec(spec, ({ shape, dtype = 'float32' }) => {
    const whole = [rows, ...shape];
    return { shape: whole, data: new ARRAYS[dtype](sizeOf(whole)) };
  });
}

/**
 * The numbers of an array, checked against its spec.
 *
 * @param who for the error: `gantry-peg: the observation`
 * @param leaf what was expected
 * @param value what came: an array with its shape, or its numbers alone
 * @returns the numbers
 * @throws TypeError on another number type, RangeError on another length or shape, saying what came and what was expected
 */
export function checkArray(who: string, { shape, dtype = 'float32' }: LeafSpec, value: unknown): NumberArray {
  const expected = `expected ${sizeOf(shape)} numbers of shape [${shape}] in a ${ARRAYS[dtype].name}`;
  const isArray = typeof value === 'object' && value !== null && 'data' in value && isNdArray(value as NdArray);
  const data = isArray ? (value as NdArray).data : value;
  if (!(data instanceof ARRAYS[dtype])) {
    const name = (data as object | null | undefined)?.constructor?.name ?? String(data);
    throw new TypeError(`${who} is of type ${name}; ${expected}.`);
  }
  if (data.length !== sizeOf(shape)) throw new RangeError(`${who} has ${data.length} numbers; ${expected}.`);
  const given = isArray ? (value as NdArray).shape : shape;
  if (`${given}` !== `${shape}`) throw new RangeError(`${who} has the shape [${given}]; ${expected}.`);
  return data;
}
