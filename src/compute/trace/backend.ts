/** A tfjs backend whose kernels record graph nodes instead of computing numbers. */

import { tf } from '../tf.js';
import { type Dtype, Graph, type Value } from './graph.js';
import { activationKernels } from './kernels/activations.js';
import { convolutionKernels } from './kernels/convolution.js';
import { elementwiseKernels } from './kernels/elementwise.js';
import { indexingKernels } from './kernels/indexing.js';
import type { KernelAttributes, TraceKernel } from './kernels/kernel.js';
import { linearKernels } from './kernels/linear.js';
import { poolingKernels } from './kernels/pooling.js';
import { reductionKernels } from './kernels/reductions.js';
import { resizeKernels } from './kernels/resize.js';
import { shapeKernels } from './kernels/shape.js';

/** Name under which the tracing backend is registered with tfjs. */
export const TRACE_BACKEND = 'trace';

/** Thrown when a traced function asks for a number: values exist only when the compiled program runs. */
export class TracedValueRead extends Error {
  override readonly name = 'TracedValueRead';
  constructor() {
    super(
      'a tensor is read while the function runs (dataSync, data, array, print), which a compiled function cannot do',
    );
  }
}

/** Records kernels; one instance serves all traces, with a graph for each. */
export class TraceBackend extends tf.KernelBackend {
  graph = new Graph();
  private symbols = new WeakMap<object, Value>();

  /** Begins another trace: tensors of the one before are known no more. */
  begin(): void {
    this.graph = new Graph();
    this.symbols = new WeakMap();
  }

  /** The graph value behind a tensor; one that was made outside the traced function becomes a constant. */
  symbolOf(tensor: tf.TensorInfo): Value {
    if (tensor instanceof tf.Variable)
      throw new TypeError(
        `compile: the function uses the tf.Variable '${tensor.name}', whose value may change between runs; ` +
          'pass it as an input, or hold it as state with compileUpdate.',
      );
    const known = this.symbols.get(tensor.dataId);
    if (known) return known;
    const outside = tf.engine().state.tensorInfo.get(tensor.dataId);
    if (outside?.backend === this)
      throw new Error(
        'compile: a tensor of one traced function is used in another; return it and pass it as an input.',
      );
    if (!outside) throw new Error('compile: the function uses a tensor from outside that was disposed of.');
    return this.literal(
      outside.backend.readSync(tensor.dataId) as tf.backend_util.BackendValues,
      outside.shape,
      outside.dtype,
    );
  }

  /** A tensor descriptor for a graph value. */
  wrap(value: Value): tf.TensorInfo {
    const dataId = {};
    this.symbols.set(dataId, value);
    return { dataId, shape: [...value.shape], dtype: value.dtype as tf.DataType };
  }

  private literal(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): Value {
    const elements = values as ArrayLike<number>;
    const first = Number(elements[0]);
    let uniform = elements.length > 0;
    for (let i = 1; uniform && i < elements.length; i++) uniform = Object.is(Number(elements[i]), first);
    if (uniform) return this.graph.splat(first, shape, dtype as Dtype);
    const data =
      dtype === 'float32'
        ? Float32Array.from(elements)
        : dtype === 'bool'
          ? Uint8Array.from(elements)
          : Int32Array.from(elements);
    return this.graph.constant(data, shape, dtype as Dtype);
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    return this.wrap(this.literal(values, shape, dtype)).dataId;
  }
  override readSync(): never {
    throw new TracedValueRead();
  }
  override async read(): Promise<never> {
    throw new TracedValueRead();
  }
  override numDataIds(): number {
    return 0;
  }
  override disposeData(): boolean {
    return true;
  }
  override refCount(): number {
    return 1;
  }
  override incRef(): void {}
  override timerAvailable(): boolean {
    return false;
  }
  override floatPrecision(): 16 | 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override dispose(): void {}
}

function registerTraceKernel(kernelName: string, kernel: TraceKernel): void {
  tf.registerKernel({
    kernelName,
    backendName: TRACE_BACKEND,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const trace = backend as TraceBackend;
      const operands: Record<string, Value> = {};
      for (const [name, tensor] of Object.entries(inputs))
        if (tensor) operands[name] = trace.symbolOf(tensor as tf.TensorInfo);
      const result = kernel(trace.graph, operands, (attrs ?? {}) as KernelAttributes);
      return Array.isArray(result) ? result.map((value) => trace.wrap(value)) : trace.wrap(result as Value);
    },
  });
}

/** Registers the tracing backend with tfjs once, and returns it with an empty graph. */
export function freshTraceBackend(): TraceBackend {
  if (!tf.findBackendFactory(TRACE_BACKEND)) {
    tf.registerBackend(TRACE_BACKEND, () => new TraceBackend(), 0);
    const tables = [
      activationKernels,
      convolutionKernels,
      elementwiseKernels,
      indexingKernels,
      linearKernels,
      poolingKernels,
      reductionKernels,
      resizeKernels,
      shapeKernels,
    ];
    for (const table of tables) for (const [name, kernel] of Object.entries(table)) registerTraceKernel(name, kernel);
  }
  const backend = tf.findBackend(TRACE_BACKEND) as TraceBackend;
  backend.begin();
  return backend;
}
