/**
 * Arrays at the boundary of a compiled function: what a caller hands over, against what was promised.
 *
 * @outsideNumerics it checks what is fed in
 */

import { type ArrayTree, type NdArray, sizeOf } from '../arrays/index.js';
import { tf } from './tf.js';

/**
 * What a value is, in words.
 *
 * @param value anything
 * @returns `a Float64Array`, `number 3`, `undefined` …
 */
export function nameOf(value: unknown): string {
  if (value instanceof tf.Tensor) return `a tensor of shape [${value.shape}]`;
  if (value === null || typeof value !== 'object') return `${value === undefined ? '' : `${typeof value} `}${value}`;
  const { name = 'Object' } = value.constructor ?? {};
  return name === 'Object' ? 'a record' : `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

const EXPECTED = 'an array is { shape, data } with a Float32Array or an Int32Array, as full([2], 1) makes one';

const isExtent = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;

/** Fails unless a leaf is an array with as many elements as its shape says. */
function checkLeaf(who: string, path: string, leaf: NdArray): void {
  const { shape, data } = leaf;
  if (!(data instanceof Float32Array) && !(data instanceof Int32Array))
    throw new TypeError(`${who} '${path}' has as data ${nameOf(data)}; ${EXPECTED}.`);
  if (!Array.isArray(shape) || !shape.every(isExtent))
    throw new TypeError(
      `${who} '${path}' has as shape ${JSON.stringify(shape)}; expected whole numbers, [] for a scalar.`,
    );
  if (data.length !== sizeOf(shape))
    throw new TypeError(
      `${who} '${path}' has shape [${shape}], that is ${sizeOf(shape)} elements, and ${data.length} elements of data.`,
    );
}

/**
 * Whether a node can have children.
 *
 * @param node anything
 * @returns true for a plain object of any realm, neither a class's instance nor a list
 */
export function isRecord(node: unknown): node is Readonly<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return false;
  const prototype = Object.getPrototypeOf(node);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The leaves of a tree that a caller hands over.
 *
 * @param tree what came, of any type
 * @param who for messages: `compile: input`
 * @returns pairs of a path joined by `.` and an array
 * @throws TypeError naming what is no array, what came and what an array is
 */
export function checkArrays(tree: unknown, who: string): [string, NdArray][] {
  if (!isRecord(tree)) throw new TypeError(`${who}s come as a record of arrays, got ${nameOf(tree)}.`);
  const leaves: [string, NdArray][] = [];
  const visit = (node: Readonly<Record<string, unknown>>, prefix: string): void => {
    for (const [key, child] of Object.entries(node)) {
      const path = `${prefix}${key}`;
      if (key === '' || key.includes('.'))
        throw new TypeError(
          `${who} '${path}' has a name that is empty or has a point in it; points part nested names.`,
        );
      if (!isRecord(child)) throw new TypeError(`${who} '${path}' is ${nameOf(child)}; ${EXPECTED}.`);
      if ('data' in child && 'shape' in child && !isRecord(child.data)) {
        checkLeaf(who, path, child as unknown as NdArray);
        leaves.push([path, child as unknown as NdArray]);
      } else visit(child, `${path}.`);
    }
  };
  visit(tree, '');
  return leaves;
}

/** Fails unless one array is what the example promised. */
function checkAgainst(who: string, path: string, { shape, data }: NdArray, example: NdArray): void {
  if (shape.length !== example.shape.length || shape.some((extent, i) => extent !== example.shape[i]))
    throw new TypeError(
      `${who} '${path}' has shape [${shape}] and ${data.length} elements, ` +
        `expected [${example.shape}]. Compile again for another shape.`,
    );
  if (data.constructor !== example.data.constructor)
    throw new TypeError(`${who} '${path}' is a ${data.constructor.name}, expected ${example.data.constructor.name}.`);
}

/**
 * How to check that arrays are of the shapes and types that a function was compiled for.
 *
 * @param example what was promised
 * @param who for messages
 * @returns the check; it throws a TypeError naming the array, what came and what was expected
 */
export function shapeCheck(example: ArrayTree, who = 'compiled function: input'): (inputs: ArrayTree) => void {
  const expected = new Map(checkArrays(example, who));
  return (inputs) => {
    const given = new Map(checkArrays(inputs, who));
    for (const [path, array] of expected) {
      const came = given.get(path);
      if (!came) throw new TypeError(`${who} '${path}' is missing; expected shape [${array.shape}].`);
      checkAgainst(who, path, came, array);
    }
    if (given.size === expected.size) return;
    const surplus = [...given.keys()].filter((path) => !expected.has(path));
    throw new TypeError(
      `${who} '${surplus.join("', '")}' is not among those that were promised: ${[...expected.keys()].join(', ') || 'none'}.`,
    );
  };
}
