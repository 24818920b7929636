/** Nearest-neighbour resizing, as gathers of rows and columns whose indices are known while tracing. */

import type { Graph, Value } from '../graph.js';
import { reshape } from '../operators.js';
import type { KernelTable, TraceKernel } from './kernel.js';
import { matMul } from './linear.js';

interface ResizeAttributes {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Where each of `to` output positions comes from among `from` input positions. */
function sources(from: number, to: number, { alignCorners, halfPixelCenters }: ResizeAttributes): number[] {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, i) => {
    const position = halfPixelCenters ? (i + 0.5) * scale : i * scale;
    const nearest = alignCorners ? Math.round(position) : Math.floor(position);
    return Math.max(0, Math.min(from - 1, nearest));
  });
}

function gather(graph: Graph, x: Value, axis: number, indices: readonly number[]): Value {
  if (indices.length === x.shape[axis] && indices.every((index, i) => index === i)) return x;
  const shape = x.shape.map((dimension, i) => (i === axis ? indices.length : dimension));
  const constant = graph.constant(Int32Array.from(indices), [indices.length], 'int32');
  return graph.apply('Gather', [x, constant], { shape, dtype: x.dtype }, { axis });
}

const nearest: TraceKernel = (graph, { images }, attributes) => {
  const [height, width] = attributes.size as [number, number];
  const rows = gather(graph, images, 1, sources(images.shape[1], height, attributes));
  return gather(graph, rows, 2, sources(images.shape[2], width, attributes));
};

/** [from, to] matrix with a one where an output position comes from an input position. */
function selection(graph: Graph, from: number, to: number, attributes: ResizeAttributes): Value {
  const data = new Float32Array(from * to);
  sources(from, to, attributes).forEach((source, i) => {
    data[source * to + i] = 1;
  });
  return graph.constant(data, [from, to], 'float32');
}

/** Each input position gets the sum of the gradients of its copies: two products with selection matrices. */
const nearestGradient: TraceKernel = (graph, { images, dy }, attributes) => {
  const [batch, height, width, channels] = images.shape;
  const [, dyHeight, dyWidth] = dy.shape;
  const byRow = reshape(graph, dy, [batch, dyHeight, dyWidth * channels]);
  const rows = matMul(graph, selection(graph, height, dyHeight, attributes), byRow, false, false);
  const byColumn = reshape(graph, rows, [batch * height, dyWidth, channels]);
  const columns = matMul(graph, selection(graph, width, dyWidth, attributes), byColumn, false, false);
  return reshape(graph, columns, [batch, height, width, channels]);
};

/** Resizing kernels by their tfjs names. */
export const resizeKernels: KernelTable = {
  ResizeNearestNeighbor: nearest,
  ResizeNearestNeighborGrad: nearestGradient,
};
