/** Matrices of host arrays: one row per state. */

import type { NdArray, NumberArray } from '../arrays/index.js';

/**
 * The rows of a matrix, checked.
 *
 * @param caller name for the error
 * @param matrix [rows, columns]
 * @param columns how many columns there must be, if that is known
 * @returns one view per row
 * @throws RangeError when it is no matrix, is empty, has another width, or holds a number that is not finite
 */
export function rowsOf(caller: string, { shape, data }: NdArray, columns?: number): NumberArray[] {
  const [count, width] = shape;
  if (shape.length !== 2 || count === 0 || width === 0)
    throw new RangeError(`${caller}: needs a matrix with one row per state, got shape [${shape}].`);
  if (columns !== undefined && width !== columns)
    throw new RangeError(`${caller}: needs rows of ${columns} numbers like the other matrix, got ${width}.`);
  const bad = data.findIndex((value: number) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`${caller}: row ${Math.floor(bad / width)} holds ${data[bad]}. Has the network diverged?`);
  return Array.from({ length: count }, (_, i) => data.subarray(i * width, (i + 1) * width));
}

/** A vector of any kind. */
export type Vector = ArrayLike<number>;

/**
 * The Euclidean norm.
 *
 * @param x a vector
 * @returns √(Σ xᵢ²)
 */
export function norm(x: Vector): number {
  return Math.sqrt(dot(x, x));
}

/**
 * The inner product.
 *
 * @param x a vector
 * @param y a vector of the same length
 * @returns Σ xᵢ yᵢ
 */
export function dot(x: Vector, y: Vector): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/**
 * The Euclidean distance.
 *
 * @param x a vector
 * @param y a vector of the same length
 * @returns ‖x − y‖
 */
export function distance(x: Vector, y: Vector): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - y[i]) ** 2;
  return Math.sqrt(sum);
}

/**
 * The mean of a function of each index.
 *
 * @param count how many
 * @param value of an index
 * @returns the mean
 */
export function meanOf(count: number, value: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += value(i);
  return sum / count;
}
