/**
 * What goes wrong in silence when a function treats a tensor as a number, seen while the function runs.
 *
 * JavaScript turns a tensor into a text or NaN in arithmetic and comparisons, and takes every tensor for true. The
 * first calls a method that is replaced here; the second leaves a truth value behind that nothing uses.
 */

import { checkOutputs } from './checkOutputs.js';
import { type Replacement, replacing } from './replacing.js';
import { tf } from './tf.js';

/** More kernels than any function has: a loop on a tensor never ends. */
const ENDLESS = 1_000_000;

/** Kernels that make a truth value of something: what stands in a condition. */
const DECIDING: ReadonlySet<string> = new Set([
  'All',
  'Any',
  'Cast',
  'Equal',
  'Greater',
  'GreaterEqual',
  'IsFinite',
  'IsInf',
  'IsNan',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalNot',
  'LogicalOr',
  'NotEqual',
]);

const ADVICE =
  'An if, ?:, &&, ||, ! or while on a tensor goes the same way at every run: write tf.where(condition, a, b), ' +
  'tf.logicalAnd, tf.logicalOr, tf.logicalNot';

/** Refuses a tensor in JavaScript's own arithmetic. */
function refuseCoercion(this: tf.Tensor, hint: string): never {
  const place = hint === 'string' ? 'a text or a key' : "JavaScript's arithmetic or comparison";
  throw new TypeError(
    `compile: a tensor of shape [${this.shape}] stands in ${place}, which sees no numbers. ` +
      'Write tf.sub(1, x) for 1 - x, tf.add(x, 1) for x++, tf.greater(x, 0) for x > 0, tf.equal(x, y) for x == y; ' +
      'for a branch, tf.where(condition, a, b).',
  );
}

/** Remembers the truth values that were computed, until something uses them. */
function truthValues() {
  const unused = new Map<unknown, string>();
  let kernels = 0;
  return {
    /** Notes what a kernel made of what. */
    made(kernel: string, operands: readonly unknown[], results: readonly unknown[]): void {
      for (const operand of operands) unused.delete(operand);
      if (++kernels > ENDLESS) throw new RangeError(`compile: the function does not end. ${ADVICE}.`);
      if (DECIDING.has(kernel) && (results[0] as tf.Tensor).dtype === 'bool') unused.set(results[0], kernel);
    },
    /** Notes a use that is no kernel. */
    used: (tensor: unknown) => unused.delete(tensor),
    /** Fails where a truth value was computed for nothing. */
    check(): void {
      const [first] = unused;
      if (!first) return;
      const [tensor, kernel] = first as [tf.Tensor, string];
      throw new TypeError(
        `compile: nothing uses a truth value that the function computes (${kernel}, shape [${tensor.shape}]). ` +
          `${ADVICE}. Where it is not for a branch, drop it.`,
      );
    },
  };
}

type RunKernel = (name: string, inputs: Readonly<Record<string, unknown>>, attributes?: unknown) => unknown;

/**
 * Runs a function of tensors and takes what it returns.
 *
 * @param fn calls the traced or eager function
 * @returns its tensors by path
 * @throws TypeError where a tensor was treated as a number or a truth value, or something else than tensors came back
 */
export function guardTensors(fn: () => unknown): [string, tf.Tensor][] {
  const truths = truthValues();
  const engine = tf.engine();
  const { runKernel: run } = engine;
  const { dataSync, data } = tf.Tensor.prototype;
  const runKernel: RunKernel = (name, inputs, attributes) => {
    const results = run.call(engine, name, inputs as never, attributes as never);
    truths.made(name, Object.values(inputs), [results].flat());
    return results;
  };
  const reading = (method: unknown) =>
    function (this: tf.Tensor) {
      truths.used(this);
      return (method as () => unknown).call(this);
    };
  const replacements: readonly Replacement[] = [
    [tf.Tensor.prototype, Symbol.toPrimitive, refuseCoercion],
    [tf.Tensor.prototype, 'dataSync', reading(dataSync)],
    [tf.Tensor.prototype, 'data', reading(data)],
    [engine, 'runKernel', runKernel],
  ];
  const outputs = checkOutputs(replacing(replacements, fn));
  for (const [, tensor] of outputs) truths.used(tensor);
  truths.check();
  return outputs;
}
