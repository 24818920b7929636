/** What a compiled function owes to the eager one: the same values and the same gradients. */

import { expect } from 'vitest';
import { flattenTree, type NdArray } from '../../src/arrays/index.js';
import {
  type CompileOptions,
  compile,
  entryAt,
  runEagerly,
  stackTrees,
  type TensorTree,
  tf,
} from '../../src/compute/index.js';
import { floats, type KernelCase } from '../compute/kernels/kernelCase.js';

/** Largest difference that is allowed, relative to the element or, where that is tiny, to a tenth of the largest one. */
const TOLERANCE = 1e-5;

/**
 * Fails unless two arrays agree within 1e-5, NaN and infinities in the same places.
 *
 * @param actual what is tested
 * @param wanted what it is held to
 * @param label for the message
 */
export function expectClose(actual: NdArray, wanted: NdArray, label: string): void {
  expect(actual.shape, `shape of ${label}`).toEqual(wanted.shape);
  expect(actual.data.constructor, `type of ${label}`).toBe(wanted.data.constructor);
  const magnitudes = Array.from(wanted.data, Math.abs).filter(Number.isFinite);
  const floor = 0.1 * Math.max(0, ...magnitudes);
  wanted.data.forEach((value, i) => {
    const other = actual.data[i];
    const close = Number.isFinite(value)
      ? Math.abs(other - value) <= TOLERANCE * Math.max(Math.abs(value), floor)
      : Object.is(other, value);
    if (!close) expect.fail(`${label}[${i}]: compiled ${other}, eager ${value}`);
  });
}

/** Values, and the gradients of a weighted sum of them, so that every element's gradient is different. */
function withGradients({ fn, gradients, inputs }: KernelCase) {
  const differentiable = Object.keys(inputs).filter((name) => inputs[name].data instanceof Float32Array);
  return (given: TensorTree): TensorTree => {
    const tensors = given as Readonly<Record<string, tf.Tensor>>;
    const value = fn(tensors);
    const outputs: TensorTree = value instanceof tf.Tensor ? { value } : value;
    if (!gradients) return outputs;
    const loss = (...xs: tf.Tensor[]) => {
      const y = fn({ ...tensors, ...Object.fromEntries(differentiable.map((name, i) => [name, xs[i]])) }) as tf.Tensor;
      const weights = floats(y.shape, 9);
      return tf.sum(tf.mul(y, tf.tensor(weights.data, y.shape)));
    };
    const grads = tf.grads(loss)(differentiable.map((name) => tensors[name]));
    return { ...outputs, gradients: Object.fromEntries(grads.map((gradient, i) => [differentiable[i], gradient])) };
  };
}

/**
 * Runs a case compiled and eagerly, and compares.
 *
 * @param kernelCase the function with its operands
 * @param instead compared with the eager value in place of the compiled one, to see that the comparison can fail
 * @param options how it is compiled
 */
export async function compareWithEager(
  kernelCase: KernelCase,
  instead?: NdArray,
  options: CompileOptions = {},
): Promise<void> {
  const fn = withGradients(kernelCase);
  const wanted = new Map(flattenTree(await runEagerly(fn, kernelCase.inputs)));
  const compiled = await compile(fn, kernelCase.inputs, {
    ...options,
    onNotice: (message) => expect.fail(`${kernelCase.name} did not compile: ${message}`),
  });
  const actual = new Map(flattenTree(await compiled.run(kernelCase.inputs)));
  expect([...actual.keys()].sort()).toEqual([...wanted.keys()].sort());
  for (const [path, value] of wanted) expectClose(instead ?? (actual.get(path) as NdArray), value, path);
  await compiled.dispose();
}

/** The operands of a case with the elements of each moved on, so that they differ and stay in their ranges. */
function rotated(inputs: KernelCase['inputs'], by: number): KernelCase['inputs'] {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => {
      const moved = data.map((_, i) => data[(i + by) % data.length]);
      return [name, { shape, data: moved } as NdArray];
    }),
  );
}

/**
 * Runs a case compiled for several seeds in one program, and compiled for one seed after the other, and compares.
 *
 * @param kernelCase the function with one seed's operands
 * @param seeds how many
 * @param options how both are compiled
 */
export async function compareSeeds(kernelCase: KernelCase, seeds: number, options: CompileOptions = {}): Promise<void> {
  const fn = withGradients(kernelCase);
  const alone = Array.from({ length: seeds }, (_, seed) => rotated(kernelCase.inputs, seed));
  const inputs = stackTrees(alone);
  const onNotice = (message: string) => expect.fail(`${kernelCase.name} did not compile: ${message}`);
  const compiled = await compile(fn, inputs, { ...options, batched: seeds, onNotice });
  const single = await compile(fn, kernelCase.inputs, { ...options, onNotice });
  const together = await compiled.run(inputs);
  for (const [seed, operands] of alone.entries()) {
    const actual = new Map(flattenTree(entryAt(together, seeds, seed)));
    for (const [path, value] of flattenTree(await single.run(operands)))
      expectClose(actual.get(path) as NdArray, value, `${path} of seed ${seed}`);
  }
  await compiled.dispose();
  await single.dispose();
}
