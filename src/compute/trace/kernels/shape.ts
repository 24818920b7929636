/** Kernels that move elements without changing them. */

import { sizeOf } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import { cast } from '../conversions.js';
import type { Dtype, Graph, Value } from '../graph.js';
import { concat, expand, like, reshape, slice, splatValue } from '../operators.js';
import { type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { reverse, stridedSlice } from './steps.js';

/** tfjs images are [batch, height, width, channels], ONNX's are [batch, channels, height, width]. */
export const TO_CHANNELS_FIRST = [0, 3, 1, 2];

/** The inverse of {@link TO_CHANNELS_FIRST}. */
export const TO_CHANNELS_LAST = [0, 2, 3, 1];

/** An image shape with its channels first. */
export const channelsFirst = (shape: readonly number[]) => TO_CHANNELS_FIRST.map((axis) => shape[axis]);

/** Axes in another order. */
export function transpose(graph: Graph, x: Value, perm: readonly number[]): Value {
  const shape = perm.map((axis) => x.shape[axis]);
  const splat = splatValue(x);
  if (splat !== undefined) return graph.splat(splat, shape, x.dtype);
  if (perm.every((axis, i) => axis === i)) return x;
  return graph.apply('Transpose', [x], like(x, shape), { perm });
}

const splitV: TraceKernel = (graph, { x }, { numOrSizeSplits, axis }) => {
  const [along] = tf.util.parseAxisParam(axis as number, [...x.shape]);
  const shaped = { shape: [...x.shape] } as Parameters<typeof tf.backend_util.prepareSplitSize>[0];
  const sizes = tf.backend_util.prepareSplitSize(shaped, numOrSizeSplits as number[], along);
  let offset = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, i) => (i === along ? offset : 0));
    const size = x.shape.map((dimension, i) => (i === along ? length : dimension));
    offset += length;
    return slice(graph, x, begin, size);
  });
};

const sliceKernel: TraceKernel = (graph, { x }, { begin, size }) => {
  const [start, extent] = tf.slice_util.parseSliceParams(
    { shape: [...x.shape], rank: x.shape.length } as unknown as Parameters<typeof tf.slice_util.parseSliceParams>[0],
    begin as number[],
    size as number[],
  );
  return slice(graph, x, start, extent);
};

const concatKernel: TraceKernel = (graph, inputs, { axis }) => {
  const parts = Object.values(inputs);
  const [along] = tf.util.parseAxisParam(axis as number, [...parts[0].shape]);
  const full = parts.filter(({ shape }) => sizeOf(shape) > 0);
  if (full.length === 1) return full[0];
  // tfjs stores all parts in an array of the first one's type.
  const { dtype } = parts[0];
  if (dtype === 'bool' && full.some((part) => part.dtype !== dtype))
    throw new MissingKernel('Concat of truth values and numbers');
  return concat(
    graph,
    parts.map((part) => cast(graph, part, dtype)),
    along,
  );
};

const pack: TraceKernel = (graph, inputs, { axis }) => {
  const parts = Object.values(inputs);
  const types = new Set(parts.map(({ dtype }) => dtype));
  if (types.size > 1) throw new TypeError(`compile: tf.stack takes tensors of one type, got ${[...types].join(', ')}.`);
  const along = (axis as number) < 0 ? (axis as number) + parts[0].shape.length + 1 : (axis as number);
  const shape = [...parts[0].shape.slice(0, along), 1, ...parts[0].shape.slice(along)];
  return concat(
    graph,
    parts.map((part) => reshape(graph, part, shape)),
    along,
  );
};

const unpack: TraceKernel = (graph, { value }, { axis }) => {
  const [along] = tf.util.parseAxisParam(axis as number, [...value.shape]);
  const shape = value.shape.filter((_, i) => i !== along);
  return Array.from({ length: value.shape[along] }, (_, index) => {
    const begin = value.shape.map((_, i) => (i === along ? index : 0));
    const size = value.shape.map((dimension, i) => (i === along ? 1 : dimension));
    return reshape(graph, slice(graph, value, begin, size), shape);
  });
};

const pad: TraceKernel = (graph, { x }, { paddings, constantValue }) => {
  const pairs = paddings as [number, number][];
  const shape = x.shape.map((dimension, i) => dimension + pairs[i][0] + pairs[i][1]);
  const fill = (constantValue as number) ?? 0;
  if (x.dtype === 'bool' && ![0, 1].includes(fill)) throw new MissingKernel(`PadV2 of truth values with ${fill}`);
  const pads = graph.integers([...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)]);
  return graph.apply('Pad', [x, pads, graph.splat(fill, [], x.dtype)], like(x, shape));
};

/** tfjs broadcasts with Tile; repeating an axis of length 1 is a broadcast, which can stay lazy. */
const tile: TraceKernel = (graph, { x }, { reps }) => {
  const repeats = reps as number[];
  const shape = x.shape.map((dimension, i) => dimension * repeats[i]);
  if (repeats.every((count, i) => count === 1 || x.shape[i] === 1)) return expand(graph, x, shape);
  return graph.apply('Tile', [x, graph.integers(repeats)], like(x, shape));
};

/** Shape kernels by their tfjs names. */
export const shapeKernels: KernelTable = {
  Concat: concatKernel,
  ExpandDims: (graph, { input }, { dim }) => {
    const axis = (dim as number) < 0 ? (dim as number) + input.shape.length + 1 : (dim as number);
    return reshape(graph, input, [...input.shape.slice(0, axis), 1, ...input.shape.slice(axis)]);
  },
  Fill: (graph, _inputs, { shape, value, dtype }) =>
    graph.splat(value as number, shape as number[], (dtype as Dtype) ?? 'float32'),
  Pack: pack,
  PadV2: pad,
  Reshape: (graph, { x }, { shape }) =>
    reshape(graph, x, tf.util.inferFromImplicitShape(shape as number[], sizeOf(x.shape))),
  Reverse: reverse,
  Slice: sliceKernel,
  SplitV: splitV,
  StridedSlice: stridedSlice,
  Tile: tile,
  Transpose: (graph, { x }, { perm }) => transpose(graph, x, perm as number[]),
  Unpack: unpack,
};
