/** Sums, means, extrema and softmax over axes. */

import { sizeOf } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import { cast } from '../conversions.js';
import { type Dtype, type Graph, producedBy, type Value } from '../graph.js';
import { binary, reshape, slice, splatValue, unary, where } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { throughInt } from './numberTypes.js';

/** A reduction; tfjs calls the axes of Max and of the others differently. */
const reduceAs =
  (op: string): TraceKernel =>
  (graph, { x }, { axis, reductionIndices, keepDims }) => {
    const axes = tf.util.parseAxisParam((axis ?? reductionIndices) as number | number[], [...x.shape]);
    const kept = x.shape.map((dimension, i) => (axes.includes(i) ? 1 : dimension));
    const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
    const splat = splatValue(x);
    const count = sizeOf(x.shape) / sizeOf(kept);
    if (count === 0 || sizeOf(kept) === 0) return graph.splat(ofNone(op, x.dtype), shape, x.dtype);
    if (splat !== undefined) return graph.splat(ofEqual(op, splat, count), shape, x.dtype);
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

/** The reduction of no elements, as tfjs has it. */
function ofNone(op: string, dtype: Dtype): number {
  if (op === 'ReduceProd') return 1;
  return op.startsWith('ReduceM') && op !== 'ReduceMean' && dtype === 'float32' ? Number.NaN : 0;
}

/** Bias gradients: a product with a row of ones is several times faster than ONNX Runtime's reduction over rows. */
function columnSums(graph: Graph, x: Value): Value {
  const ones = graph.splat(1, [1, x.shape[0]], 'float32');
  return graph.apply('Gemm', [ones, x], { shape: [1, x.shape[1]], dtype: 'float32' }, { transA: 0, transB: 0 });
}

/** A reduction of numbers; truth values count as 0 and 1. */
const ofCounts =
  (kernel: TraceKernel): TraceKernel =>
  (graph, { x }, attributes) =>
    kernel(graph, { x: x.dtype === 'bool' ? cast(graph, x, 'int32') : x }, attributes);

/** The largest or smallest element's place: of equal ones the first, and NaN only where it comes first of all. */
const argAs =
  (op: 'ArgMax' | 'ArgMin'): TraceKernel =>
  (graph, { x }, { axis }) => {
    const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
    const shape = x.shape.filter((_, i) => i !== along);
    if (sizeOf(x.shape) <= 1) return graph.splat(0, shape, 'int32');
    const isNumber = binary(graph, 'Equal', x, x, 'bool');
    const last = graph.splat(op === 'ArgMax' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, [], x.dtype);
    const source = x.dtype === 'float32' ? where(graph, isNumber, x, last, x.shape) : x;
    const index = graph.apply(op, [source], { shape, dtype: 'int64' }, { axis: along, keepdims: 0 });
    const place = cast(graph, index, 'int32');
    if (x.dtype !== 'float32') return place;
    const begin = x.shape.map(() => 0);
    const size = x.shape.map((extent, i) => (i === along ? 1 : extent));
    const startsWithNumber = reshape(graph, slice(graph, isNumber, begin, size), shape);
    return where(graph, startsWithNumber, place, graph.splat(0, [], 'int32'), shape);
  };

/** Max or Min: NaN where an element is. */
const extremum = (name: 'Max' | 'Min'): TraceKernel => {
  const reduce = reduceAs(`Reduce${name}`);
  return (graph, { x }, attributes) => {
    const result = reduce(graph, { x }, attributes) as Value;
    if (x.dtype !== 'float32' || !producedBy(result, `Reduce${name}`)) return result;
    const gaps = cast(graph, unary(graph, 'IsNaN', x, 'bool'), 'float32');
    const count = reduceAs('ReduceMax')(graph, { x: gaps }, attributes) as Value;
    const hasNaN = binary(graph, 'Greater', count, graph.splat(0, [], 'float32'), 'bool');
    return where(graph, hasNaN, graph.splat(Number.NaN, [], 'float32'), result, result.shape);
  };
};

/**
 * The maximum behind one that is NaN where an element is, as log-softmax subtracts it: its sum of exponentials is NaN
 * then anyway, and the check would cost as much as the softmax.
 */
export function plainMaximum(x: Value, maximum: Value): Value {
  const reduced = producedBy(maximum, 'Where')?.inputs[2];
  return reduced && producedBy(reduced, 'ReduceMax')?.inputs[0] === x ? reduced : maximum;
}

const softmax: TraceKernel = (graph, { logits }, { dim }) =>
  graph.apply('Softmax', [logits], { shape: logits.shape, dtype: logits.dtype }, { axis: dim as number });

const cumulativeSum: TraceKernel = (graph, { x }, { axis, exclusive, reverse }) => {
  if (x.shape.length === 0) throw new MissingKernel('Cumsum of a scalar');
  const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
  return graph.apply(
    'CumSum',
    [x, graph.splat(along, [], 'int32')],
    { shape: x.shape, dtype: x.dtype },
    { exclusive: Number(Boolean(exclusive)), reverse: Number(Boolean(reverse)) },
  );
};

/** Reduction kernels by their tfjs names. */
export const reductionKernels: KernelTable = {
  All: throughInt('All', reduceAs('ReduceMin')),
  Any: throughInt('Any', reduceAs('ReduceMax')),
  ArgMax: ofCounts(argAs('ArgMax')),
  ArgMin: ofCounts(argAs('ArgMin')),
  Cumsum: ofCounts(cumulativeSum),
  Max: throughInt('Max', extremum('Max')),
  Mean: (graph, { x }, attributes) => reduceAs('ReduceMean')(graph, { x: cast(graph, x, 'float32') }, attributes),
  Min: throughInt('Min', extremum('Min')),
  Prod: ofCounts(reduceAs('ReduceProd')),
  Softmax: softmax,
  Sum: ofCounts(reduceAs('ReduceSum')),
};
