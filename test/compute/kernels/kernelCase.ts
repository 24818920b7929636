/** What a kernel's test case is, and deterministic operands for it. */

import { type NdArray, sizeOf } from '../../../src/arrays/index.js';
import type { TensorTree, tf } from '../../../src/compute/index.js';
import { randomStream } from '../../../src/random/index.js';

/** A small function whose trace uses a kernel. */
export interface KernelCase {
  /** tfjs name of the kernel, then what is special about the case: `Sum: over the last axis`. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, NdArray>>;
  readonly fn: (inputs: Readonly<Record<string, tf.Tensor>>) => tf.Tensor | TensorTree;
  /** Whether gradients with respect to float inputs are compared too; default false. */
  readonly gradients?: boolean;
  /** Kernel that only the gradient uses. */
  readonly inGradient?: string;
}

/** Normal numbers, different for each shape and seed. */
export function floats(shape: readonly number[], seed = 1): NdArray {
  return { shape, data: randomStream(seed, shape.join('x')).fillNormal(new Float32Array(sizeOf(shape))) };
}

/** Numbers uniform in [low, high). */
export function between(low: number, high: number, shape: readonly number[], seed = 1): NdArray {
  return { shape, data: randomStream(seed, shape.join('x')).fillUniform(new Float32Array(sizeOf(shape)), low, high) };
}

/** Integers, uniform in [low, high). */
export function integers(low: number, high: number, shape: readonly number[], seed = 1): NdArray {
  const { data } = between(low, high, shape, seed);
  return { shape, data: Int32Array.from(data, Math.floor) };
}

/** Given numbers. */
export function values(...data: number[]): NdArray {
  return { shape: [data.length], data: Float32Array.from(data) };
}
