/** Slices with steps, forward and backward. */

import { tf } from '../../tf.js';
import { like, reshape } from '../operators.js';
import type { TraceKernel } from './kernel.js';

/** Where a backward slice ends that includes the first element. */
const BEFORE_FIRST = -(2 ** 31);

export const reverse: TraceKernel = (graph, { x }, { dims }) => {
  const axes = tf.util.parseAxisParam(dims as number[], [...x.shape]);
  if (axes.length === 0) return x;
  const ends = axes.map(() => BEFORE_FIRST);
  const operands = [axes.map(() => -1), ends, axes, axes.map(() => -1)].map((values) => graph.integers(values));
  return graph.apply('Slice', [x, ...operands], like(x, x.shape));
};

export const stridedSlice: TraceKernel = (graph, { x }, attributes) => {
  if (x.shape.length === 0) return x;
  const a = attributes as Record<string, number[] & number>;
  const info = tf.slice_util.sliceInfo(
    [...x.shape],
    a.begin,
    a.end,
    a.strides,
    a.beginMask,
    a.endMask,
    a.ellipsisMask,
    a.newAxisMask,
    a.shrinkAxisMask,
  );
  const size = tf.slice_util.computeOutShape(info.begin, info.end, info.strides);
  // tfjs ends a backward slice at −1, before the first element; to ONNX, −1 is the last one.
  const end = info.end.map((stop, i) => (info.strides[i] < 0 && stop < 0 ? BEFORE_FIRST : stop));
  const operands = [info.begin, end, info.begin.map((_, i) => i), info.strides].map((v) => graph.integers(v));
  return reshape(graph, graph.apply('Slice', [x, ...operands], like(x, size)), info.finalShape);
};
