/** Sums, means, extrema and softmax over axes. */

import { sizeOf } from '../../arrays.js';
import { tf } from '../../tf.js';
import { cast, reshape, splatValue } from '../operators.js';
import type { KernelTable, TraceKernel } from './kernel.js';

const reduceAs =
  (op: string): TraceKernel =>
  (graph, { x }, { axis, keepDims }) => {
    const axes = tf.util.parseAxisParam(axis as number | number[], [...x.shape]);
    const kept = x.shape.map((dimension, i) => (axes.includes(i) ? 1 : dimension));
    const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
    const splat = splatValue(x);
    if (splat !== undefined && op !== 'ReduceSum') return graph.splat(splat, shape, x.dtype);
    if (sizeOf(kept) === sizeOf(x.shape)) return reshape(graph, x, shape);
    return graph.apply(op, [x, graph.integers(axes)], { shape, dtype: x.dtype }, { keepdims: Number(Boolean(keepDims)) });
  };

/** Bool reductions through int32, which ONNX can reduce. */
const reduceBool =
  (op: string): TraceKernel =>
  (graph, { x }, attributes) => {
    const reduced = reduceAs(op)(graph, { x: cast(graph, x, 'int32') }, attributes);
    return cast(graph, reduced as typeof x, 'bool');
  };

const argAs =
  (op: string): TraceKernel =>
  (graph, { x }, { axis }) => {
    const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
    const shape = x.shape.filter((_, i) => i !== along);
    const index = graph.apply(op, [x], { shape, dtype: 'int64' }, { axis: along, keepdims: 0 });
    return cast(graph, index, 'int32');
  };

const softmaxAs =
  (op: string, inputName: string): TraceKernel =>
  (graph, inputs) => {
    const x = inputs[inputName];
    return graph.apply(op, [x], { shape: x.shape, dtype: x.dtype }, { axis: -1 });
  };

const cumulativeSum: TraceKernel = (graph, { x }, { axis, exclusive, reverse }) =>
  graph.apply(
    'CumSum',
    [x, graph.splat(axis as number, [], 'int32')],
    { shape: x.shape, dtype: x.dtype },
    { exclusive: Number(Boolean(exclusive)), reverse: Number(Boolean(reverse)) },
  );

/** Reduction kernels by their tfjs names. */
export const reductionKernels: KernelTable = {
  All: reduceBool('ReduceMin'),
  Any: reduceBool('ReduceMax'),
  ArgMax: argAs('ArgMax'),
  ArgMin: argAs('ArgMin'),
  Cumsum: cumulativeSum,
  LogSoftmax: softmaxAs('LogSoftmax', 'logits'),
  Max: reduceAs('ReduceMax'),
  Mean: (graph, { x }, attributes) => reduceAs('ReduceMean')(graph, { x: cast(graph, x, 'float32') }, attributes),
  Min: reduceAs('ReduceMin'),
  Prod: reduceAs('ReduceProd'),
  Softmax: softmaxAs('Softmax', 'logits'),
  Sum: (graph, inputs, attributes) => {
    const { x } = inputs;
    const source = x.dtype === 'bool' ? cast(graph, x, 'int32') : x;
    return reduceAs('ReduceSum')(graph, { x: source }, attributes);
  },
};
