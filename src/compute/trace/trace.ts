/** Runs a tensor function once, symbolically, to get its graph. */

import { type ArrayTree, flattenTree, unflattenTree } from '../../arrays/index.js';
import { guardTensors } from '../guardTensors.js';
import { replacing } from '../replacing.js';
import type { TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';
import { freshTraceBackend, TRACE_BACKEND, type TraceBackend, TracedValueRead } from './backend.js';
import { cast } from './conversions.js';
import type { Value } from './graph.js';
import { hiddenInputs } from './hiddenInputs.js';
import { MissingKernel } from './kernels/kernel.js';

/** A traced function: the symbolic inputs and outputs, by path. */
export interface Trace {
  readonly inputs: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
}

/** A function cannot be compiled; the message names the kernel or the cause. */
export class UntraceableError extends Error {
  override readonly name = 'UntraceableError';
}

/**
 * Traces a pure tensor function.
 *
 * @param fn maps a tree of tensors to a tree of tensors, with tf ops only; randomness is an input
 * @param example arrays whose shapes and types the inputs will always have
 * @returns the function's symbolic inputs and outputs
 * @throws UntraceableError when `fn` uses a kernel without a graph form or reads a tensor's values; TypeError when it
 *   draws a random number or reads the clock
 */
export function trace(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree): Trace {
  const previous = tf.getBackend();
  const backend = freshTraceBackend();
  void tf.setBackend(TRACE_BACKEND);
  try {
    const recorded = () => replacing(hiddenInputs(), () => record(fn, example, backend));
    return tf.tidy(() => recorded() as unknown as tf.TensorContainer) as unknown as Trace;
  } catch (error) {
    throw explain(error);
  } finally {
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
  const results = guardTensors(() => fn(unflattenTree(placeholders as never) as unknown as TensorTree));
  // Arrays hold no bools.
  const held = (value: Value) => (value.dtype === 'bool' ? cast(backend.graph, value, 'int32') : value);
  const outputs = results.map(([path, t]) => [path, held(backend.symbolOf(t))] as const);
  return { inputs, outputs: new Map(outputs) };
}

function explain(error: unknown): unknown {
  const missing = /Kernel '([^']+)' not registered for backend 'trace'/.exec(String(error));
  const reason = (() => {
    if (error instanceof MissingKernel) return `the op ${error.message} has no compiled form`;
    if (missing) return `the op ${missing[1]} has no compiled form`;
    if (error instanceof TracedValueRead) return error.message;
    return undefined;
  })();
  return reason === undefined ? error : new UntraceableError(reason, { cause: error });
}
