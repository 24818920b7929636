/** Runs a tensor function once, symbolically, to get its graph. */

import { type ArrayTree, flattenTree, unflattenTree } from '../arrays.js';
import { flattenTensors, type TensorTree } from '../tensorTree.js';
import { tf } from '../tf.js';
import { freshTraceBackend, TRACE_BACKEND, TracedValueRead } from './backend.js';
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

/**
 * Traces a pure tensor function.
 *
 * @param fn maps a tree of tensors to a tree of tensors, with tf ops only; randomness is an input
 * @param example arrays whose shapes and types the inputs will always have
 * @returns the function's symbolic inputs and outputs
 * @throws UntraceableError when `fn` uses a kernel without a graph form, or reads a tensor's values
 */
export function trace(fn: (inputs: TensorTree) => TensorTree, example: ArrayTree): Trace {
  const previous = tf.getBackend();
  const backend = freshTraceBackend();
  void tf.setBackend(TRACE_BACKEND);
  try {
    return tf.tidy(() => {
      const inputs = new Map<string, Value>();
      const placeholders = flattenTree(example).map(([path, { shape, data }]) => {
        const value = backend.graph.input(path, shape, data instanceof Int32Array ? 'int32' : 'float32');
        inputs.set(path, value);
        const { dataId, dtype } = backend.wrap(value);
        return [path, tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype }, backend)] as const;
      });
      const hostValue = (value: Value) => (value.dtype === 'bool' ? cast(backend.graph, value, 'int32') : value);
      const result = fn(unflattenTree(placeholders as never) as unknown as TensorTree);
      const outputs = new Map(flattenTensors(result).map(([path, t]) => [path, hostValue(backend.symbolOf(t.dataId))]));
      return { inputs, outputs } as unknown as tf.TensorContainer;
    }) as unknown as Trace;
  } catch (error) {
    throw explain(error);
  } finally {
    void tf.setBackend(previous && previous !== TRACE_BACKEND ? previous : 'cpu');
  }
}

function explain(error: unknown): unknown {
  const missing = /Kernel '([^']+)' not registered for backend 'trace'/.exec(String(error));
  if (error instanceof MissingKernel)
    return new UntraceableError(`the op ${error.message} has no compiled form`, { cause: error });
  if (missing) return new UntraceableError(`the op ${missing[1]} has no compiled form`, { cause: error });
  if (error instanceof TracedValueRead) return new UntraceableError(error.message, { cause: error });
  return error;
}
