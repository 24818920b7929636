/** What random programs are drawn from. */

import type { NdArray } from '../../arrays/index.js';
import type { RandomStream } from '../../random/index.js';

/** A tensor that a program has so far. */
export interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** What an operation chooses with. */
export interface Draw {
  /** An integer in [0, bound). */
  below(bound: number): number;
  /** One of a list. */
  from<T>(list: readonly T[]): T;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** One of the tensors, of a certain kind where there is one. */
  tensor(wanted?: (variable: Variable) => boolean): Variable;
}

/** How numbers are drawn: multiples of a quarter, on which sums and comparisons are exact, or those and special ones. */
const SPECIAL = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, 1e-3, 1e6, -1e6, Number.NaN, Infinity, -Infinity];

/**
 * An array of random numbers.
 *
 * @param stream where they come from
 * @param shape dimensions
 * @param kind whole numbers in [−5, 5], quarters in [−3, 3], or quarters and special numbers
 * @returns int32 or float32
 */
export function drawArray(
  stream: RandomStream,
  shape: readonly number[],
  kind: 'int32' | 'float32' | 'special',
): NdArray {
  const length = shape.reduce((size, extent) => size * extent, 1);
  if (kind === 'int32') return { shape, data: Int32Array.from({ length }, () => stream.integer(11) - 5) };
  const quarter = () => (stream.integer(25) - 12) / 4;
  const special = () => (stream.uniform() < 0.4 ? SPECIAL[stream.integer(SPECIAL.length)] : quarter());
  return { shape, data: Float32Array.from({ length }, kind === 'special' ? special : quarter) };
}

/**
 * A shape that broadcasts to another one: some axes of length 1, some of the first left out.
 *
 * @param draw choices
 * @param shape what it broadcasts to
 * @returns the smaller shape
 */
export function smallerShape(draw: Draw, shape: readonly number[]): number[] {
  const kept = shape.slice(draw.chance(0.4) ? draw.below(shape.length + 1) : 0);
  return kept.map((extent) => (draw.chance(0.3) ? 1 : extent));
}
