/** Tensor functions on plain numbers. */

import type { ArrayTree, NdArray } from '../src/arrays/index.js';
import { runEagerly, type TensorTree, type tf } from '../src/compute/index.js';

/** A matrix from its rows. */
export function matrix(rows: readonly (readonly number[])[]): NdArray {
  return { shape: [rows.length, rows[0].length], data: Float32Array.from(rows.flat()) };
}

/** A column [n, 1]. */
export const column = (...values: readonly number[]): NdArray => matrix(values.map((value) => [value]));

/** A vector [n]. */
export const vector = (...values: readonly number[]): NdArray => ({
  shape: [values.length],
  data: Float32Array.from(values),
});

/** A scalar. */
export const scalar = (value: number): NdArray => ({ shape: [], data: Float32Array.of(value) });

/** Evaluates a function of named tensors that returns one tensor, and gives its elements. */
export async function numbers(
  fn: (inputs: Record<string, tf.Tensor>) => tf.Tensor,
  inputs: ArrayTree = {},
): Promise<number[]> {
  const { y } = await runEagerly((given) => ({ y: fn(given as Record<string, tf.Tensor>) }), inputs);
  return Array.from((y as NdArray).data);
}

/** Evaluates a function of trees that returns one tensor, and gives its elements. */
export async function numbersOfTree(fn: (inputs: TensorTree) => tf.Tensor, inputs: ArrayTree): Promise<number[]> {
  return numbers(fn as (given: Record<string, tf.Tensor>) => tf.Tensor, inputs);
}
