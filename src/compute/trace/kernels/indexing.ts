/** Kernels that pick elements by number. */

import { sizeOf } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import { cast } from '../conversions.js';
import type { Dtype, Graph, Value } from '../graph.js';
import { binary, like, reshape, slice, where } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { reductionKernels } from './reductions.js';

const gather: TraceKernel = (graph, { x, indices }, { axis, batchDims }) => {
  if (batchDims) throw new MissingKernel('GatherV2 with batchDims > 0');
  const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
  const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
  return graph.apply('Gather', [x, withoutNegative(graph, indices, x.shape[along])], like(x, shape), { axis: along });
};

/** tfjs refuses negative indices, which ONNX counts from the end: one past the end is refused by all. */
function withoutNegative(graph: Graph, indices: Value, length: number): Value {
  if (sizeOf(indices.shape) === 0) return indices;
  if (indices.origin.kind === 'constant' || indices.origin.kind === 'splat') {
    const numbers =
      indices.origin.kind === 'splat' ? [indices.origin.value] : Array.from(indices.origin.data as Int32Array);
    const outside = numbers.find((index) => index < 0 || index >= length);
    if (outside === undefined) return indices;
    throw new RangeError(`compile: gather takes element ${outside} of an axis that has ${length}.`);
  }
  const isNegative = binary(graph, 'Less', indices, graph.splat(0, [], 'int32'), 'bool');
  return where(graph, isNegative, graph.splat(length, [], 'int32'), indices, indices.shape);
}

const oneHot: TraceKernel = (graph, { indices }, { depth, onValue, offValue, dtype }) => {
  const classes = graph.constant(
    Int32Array.from({ length: depth as number }, (_, i) => i),
    [depth as number],
    'int32',
  );
  const hit = binary(graph, 'Equal', reshape(graph, indices, [...indices.shape, 1]), classes, 'bool');
  const [on, off] = [onValue as number, offValue as number];
  const indicator = cast(graph, hit, 'float32');
  const scaled = binary(graph, 'Mul', indicator, graph.splat(on - off, [], 'float32'));
  return cast(graph, binary(graph, 'Add', scaled, graph.splat(off, [], 'float32')), (dtype as Dtype) ?? 'int32');
};

/** x[k] is added to row `segmentIds[k]`: the gradient of a gather. */
const segmentSum: TraceKernel = (graph, { x, segmentIds }, { numSegments }) => {
  const count = numSegments as number;
  const shape = [count, ...x.shape.slice(1)];
  // Rows of no segment are added to one past the end, which is cut off.
  const [none, last] = [0, count].map((value) => graph.splat(value, [], 'int32'));
  const below = binary(graph, 'Less', segmentIds, none, 'bool');
  const isOutside = binary(graph, 'Or', below, binary(graph, 'GreaterOrEqual', segmentIds, last, 'bool'), 'bool');
  const ids = where(graph, isOutside, last, segmentIds, segmentIds.shape);
  const rows = cast(graph, reshape(graph, ids, [...ids.shape, 1]), 'int64');
  const longer = [count + 1, ...x.shape.slice(1)];
  const source = x.dtype === 'bool' ? cast(graph, x, 'int32') : x;
  const zeros = graph.splat(0, longer, source.dtype);
  const summed = graph.apply('ScatterND', [zeros, rows, source], like(zeros, longer), { reduction: 'add' });
  const sums = slice(
    graph,
    summed,
    shape.map(() => 0),
    shape,
  );
  return x.dtype === 'float32' ? binary(graph, 'Add', sums, timesZero(graph, x)) : sums;
};

/** tfjs multiplies every row by one or zero for each segment, so that NaN and infinities reach all of them. */
function timesZero(graph: Graph, x: Value): Value {
  const products = binary(graph, 'Mul', x, graph.splat(0, [], 'float32'));
  return reductionKernels.Sum(graph, { x: products }, { axis: [0] }) as Value;
}

/** Indexing kernels by their tfjs names. */
export const indexingKernels: KernelTable = {
  GatherV2: gather,
  OneHot: oneHot,
  UnsortedSegmentSum: segmentSum,
};
