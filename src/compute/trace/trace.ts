/** Runs a tensor function once, symbolically, to get its graph. */

import { type ArrayTree, flattenTree, unflattenTree } from '../arrays.js';
import { flattenTensors, type TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';
import { freshTraceBackend, TRACE_BACKEND, type TraceBackend, TracedValueRead } from './backend.js';
import type { Value } from './graph.js';
import { MissingKernel } from './kernels/kernel.js';
import { cast } from './operators.js';

/** A traced function: the symbolic inputs and outputs, by path. */
export interface Trace {
  readonly inputs: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
}

/** A function cannot be compiled; the message names the kernel or the cause. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';
}

/** Thrown when a traced function draws a number: the program would repeat that one number at every run. */
class HiddenRandomness extends Error {}

/**
 * Traces a pure tensor function.
 *
 * @param fn maps a tree of tensors to a tree of tensors, with tf ops only; randomness is an input
 * @param example arrays whose shapes and types the inputs will always have
 * @returns the function's symbolic inputs and outputs
 * @throws UntraceableError when `fn` uses a kernel without a graph form, reads a tensor's values or draws a random number
 */
export function trace(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree): Trace {
  const previous = tf.getBackend();
  const { random } = Math;
  const backend = freshTraceBackend();
  void tf.setBackend(TRACE_BACKEND);
  Math.random = () => {
    throw new HiddenRandomness();
  };
  try {
    return tf.tidy(() => record(fn, example, backend) as unknown as tf.TensorContainer) as unknown as Trace;
  } catch (error) {
    throw explain(error);
  } finally {
    Math.random = random;
    void tf.setBackend(previous && previous !== TRACE_BACKEND ? previous : 'cpu');
  }
}

function record(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree, backend: TraceBackend): Trace {
  const inputs = new Map<string, Value>();
  const placeholders = flattenTree(example).map(([path, { shape, data }]) => {
    const value = backend.graph.input(path, shape, data instanceof Int32Array ? 'int32' : 'float32');
    inputs.set(path, value);
    const { dataId, dtype } = backend.wrap(value);
    return [path, tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype }, backend)] as const;
  });
  const result = fn(unflattenTree(placeholders as never) as unknown as TensorTree);
  // Arrays hold no bools.
  const held = (value: Value) => (value.dtype === 'bool' ? cast(backend.graph, value, 'int32') : value);
  const outputs = flattenTensors(result).map(([path, t]) => [path, held(backend.symbolOf(t.dataId))] as const);
  return { inputs, outputs: new Map(outputs) };
}

function explain(error: unknown): unknown {
  const missing = /Kernel '([^']+)' not registered for backend 'trace'/.exec(String(error));
  const reason = (() => {
    if (error instanceof MissingKernel) return `the op ${error.message} has no compiled form`;
    if (missing) return `the op ${missing[1]} has no compiled form`;
    if (error instanceof TracedValueRead) return error.message;
    if (error instanceof HiddenRandomness)
      return 'the function draws random numbers, which a compiled function takes as inputs';
    return undefined;
  })();
  return reason === undefined ? error : new UntraceableError(reason, { cause: error });
}
