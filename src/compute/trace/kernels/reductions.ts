/** Sums, means, extrema and softmax over axes. */

import { sizeOf } from '../../arrays.js';
import { tf } from '../../tf.js';
import { type Graph, producedBy, type Value } from '../graph.js';
import { cast, reshape, splatValue } from '../operators.js';
import type { KernelTable, TraceKernel } from './kernel.js';

/** A reduction; tfjs calls the axes of Max and of the others differently. */
const reduceAs =
  (op: string): TraceKernel =>
  (graph, { x }, { axis, reductionIndices, keepDims }) => {
    const axes = tf.util.parseAxisParam((axis ?? reductionIndices) as number | number[], [...x.shape]);
    const kept = x.shape.map((dimension, i) => (axes.includes(i) ? 1 : dimension));
    const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
    const splat = splatValue(x);
    const count = sizeOf(x.shape) / sizeOf(kept);
    if (splat !== undefined && count > 0) return graph.splat(ofEqual(op, splat, count), shape, x.dtype);
    if (sizeOf(kept) === sizeOf(x.shape)) return reshape(graph, x, shape);
    const product = producedBy(x, 'Mul');
    if (op === 'ReduceSum' && product && product.inputs[0] === product.inputs[1])
      return reduceAs('ReduceSumSquare')(graph, { x: product.inputs[0] }, { axis: axes, keepDims });
    if (op === 'ReduceSum' && x.shape.length === 2 && axes.length === 1 && axes[0] === 0 && x.dtype === 'float32')
      return reshape(graph, columnSums(graph, x), shape);
    return graph.apply(
      op,
      [x, graph.integers(axes)],
      { shape, dtype: x.dtype },
      { keepdims: Number(Boolean(keepDims)) },
    );
  };

/** The reduction of `count` equal elements. */
function ofEqual(op: string, value: number, count: number): number {
  if (op === 'ReduceSum') return Math.fround(value * count);
  return op === 'ReduceProd' ? Math.fround(value ** count) : value;
}

/** Bias gradients: a product with a row of ones is several times faster than ONNX Runtime's reduction over rows. */
function columnSums(graph: Graph, x: Value): Value {
  const ones = graph.splat(1, [1, x.shape[0]], 'float32');
  return graph.apply('Gemm', [ones, x], { shape: [1, x.shape[1]], dtype: 'float32' }, { transA: 0, transB: 0 });
}

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

const softmax: TraceKernel = (graph, { logits }, { dim }) =>
  graph.apply('Softmax', [logits], { shape: logits.shape, dtype: logits.dtype }, { axis: dim as number });

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
  Max: reduceAs('ReduceMax'),
  Mean: (graph, { x }, attributes) => reduceAs('ReduceMean')(graph, { x: cast(graph, x, 'float32') }, attributes),
  Min: reduceAs('ReduceMin'),
  Prod: reduceAs('ReduceProd'),
  Softmax: softmax,
  Sum: (graph, inputs, attributes) => {
    const { x } = inputs;
    const source = x.dtype === 'bool' ? cast(graph, x, 'int32') : x;
    return reduceAs('ReduceSum')(graph, { x: source }, attributes);
  },
};
