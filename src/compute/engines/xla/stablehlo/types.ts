/** Types and literals in StableHLO's text. */

import { sizeOf } from '../../../../arrays/index.js';
import type { Dtype } from '../../../trace/graph.js';

/** Element types of a program. Indices, which a traced graph has as int64, are int32. */
export type ElementType = 'float32' | 'int32' | 'bool';

const NAMES: Readonly<Record<ElementType, string>> = { float32: 'f32', int32: 'i32', bool: 'i1' };

/** A value of a program that is being written. */
export interface Written {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: ElementType;
  /** Its elements, where they are all equal and known. */
  readonly splat?: number;
}

/**
 * The element type that stands for one of a traced graph.
 *
 * @param dtype in the traced graph
 * @returns in the program
 */
export const elementType = (dtype: Dtype): ElementType => (dtype === 'int64' ? 'int32' : dtype);

/**
 * A type as text.
 *
 * @param shape dimensions
 * @param dtype element type
 * @returns for instance `tensor<2x3xf32>`
 */
export const tensorType = (shape: readonly number[], dtype: ElementType): string =>
  `tensor<${[...shape, NAMES[dtype]].join('x')}>`;

/**
 * The type of a value as text.
 *
 * @param value the value
 * @returns for instance `tensor<2x3xf32>`
 */
export const typeOf = ({ shape, dtype }: Pick<Written, 'shape' | 'dtype'>): string => tensorType(shape, dtype);

/** Numbers bit by bit, so that NaN, infinities and −0 need no spelling. */
const hexadecimal = (data: Float32Array | Int32Array): string =>
  `"0x${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex').toUpperCase()}"`;

/**
 * A literal with one value everywhere.
 *
 * @param value of each element
 * @param shape dimensions
 * @param dtype element type
 * @returns the operation that makes it
 */
export function splatLiteral(value: number, shape: readonly number[], dtype: ElementType): string {
  const type = tensorType(shape, dtype);
  if (sizeOf(shape) === 0) return `stablehlo.constant dense<> : ${type}`;
  if (dtype === 'bool') return `stablehlo.constant dense<${value !== 0}> : ${type}`;
  const element = dtype === 'float32' ? Float32Array.of(value) : Int32Array.of(value);
  return `stablehlo.constant dense<${hexadecimal(element)}> : ${type}`;
}

/**
 * A vector with elements of its own.
 *
 * @param data as a traced graph holds it
 * @param dtype element type
 * @returns the operation that makes it
 */
export function vectorLiteral(data: ArrayBufferView, dtype: ElementType): string {
  const numbers = Array.from(data as unknown as ArrayLike<number | bigint>, Number);
  const type = tensorType([numbers.length], dtype);
  if (numbers.length === 0) return `stablehlo.constant dense<> : ${type}`;
  if (dtype === 'bool') return `stablehlo.constant dense<[${numbers.map((x) => x !== 0).join(', ')}]> : ${type}`;
  const held = dtype === 'float32' ? Float32Array.from(numbers) : Int32Array.from(numbers);
  return `stablehlo.constant dense<${hexadecimal(held)}> : ${type}`;
}
