/** Kernels that pick elements by number. */

import { tf } from '../../tf.js';
import type { Dtype } from '../graph.js';
import { binary, cast, reshape } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { like } from './shape.js';

const gather: TraceKernel = (graph, { x, indices }, { axis, batchDims }) => {
  if (batchDims) throw new MissingKernel('GatherV2 with batchDims > 0');
  const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
  const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
  return graph.apply('Gather', [x, indices], like(x, shape), { axis: along });
};

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
  const shape = [numSegments as number, ...x.shape.slice(1)];
  const rows = cast(graph, reshape(graph, segmentIds, [...segmentIds.shape, 1]), 'int64');
  return graph.apply('ScatterND', [graph.splat(0, shape, x.dtype), rows, x], like(x, shape), { reduction: 'add' });
};

/** Indexing kernels by their tfjs names. */
export const indexingKernels: KernelTable = {
  GatherV2: gather,
  OneHot: oneHot,
  UnsortedSegmentSum: segmentSum,
};
