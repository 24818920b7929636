/** Pooling over image windows, and its gradients. */

import { sizeOf } from '../../../arrays/index.js';
import { tf } from '../../tf.js';
import type { Attributes, Graph, Value } from '../graph.js';
import { reshape } from '../operators.js';
import { type KernelAttributes, type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { channelsFirst, TO_CHANNELS_FIRST, TO_CHANNELS_LAST, transpose } from './shape.js';

interface Windows {
  /** [batch, channels, height, width] after pooling. */
  readonly shape: readonly number[];
  readonly attributes: Attributes & { readonly kernel_shape: readonly number[]; readonly strides: readonly number[] };
}

function windows(inputShape: readonly number[], a: KernelAttributes): Windows {
  const info = tf.backend_util.computePool2DInfo(
    [...inputShape] as [number, number, number, number],
    a.filterSize as [number, number],
    a.strides as [number, number],
    1,
    a.pad as 'same' | 'valid' | number,
    a.dimRoundingMode as 'floor' | undefined,
  );
  const { top, left, bottom, right } = info.padInfo;
  return {
    shape: channelsFirst(info.outShape),
    attributes: {
      kernel_shape: [info.filterHeight, info.filterWidth],
      strides: [info.strideHeight, info.strideWidth],
      pads: [top, left, bottom, right],
    },
  };
}

const maxPool: TraceKernel = (graph, { x }, attributes) => {
  const { shape, attributes: pool } = windows(x.shape, attributes);
  const pooled = graph.apply('MaxPool', [transpose(graph, x, TO_CHANNELS_FIRST)], { shape, dtype: x.dtype }, pool);
  return transpose(graph, pooled, TO_CHANNELS_LAST);
};

/** Each dy goes to its window's maximum: MaxPool gives flat positions, a scatter adds there. */
const maxPoolGradient: TraceKernel = (graph, { dy, input }, attributes) => {
  const { shape, attributes: pool } = windows(input.shape, attributes);
  const [, positions] = graph.node('MaxPool', [transpose(graph, input, TO_CHANNELS_FIRST)], pool, [
    { shape, dtype: input.dtype },
    { shape, dtype: 'int64' },
  ]);
  const flat = (value: Value) => reshape(graph, value, [sizeOf(value.shape)]);
  const zeros = graph.splat(0, [sizeOf(input.shape)], 'float32');
  const updates = flat(transpose(graph, dy, TO_CHANNELS_FIRST));
  const output = { shape: zeros.shape, dtype: 'float32' as const };
  const added = graph.apply('ScatterElements', [zeros, flat(positions), updates], output, { reduction: 'add' });
  return transpose(graph, reshape(graph, added, channelsFirst(input.shape)), TO_CHANNELS_LAST);
};

const averagePool: TraceKernel = (graph, { x }, attributes) => {
  const { shape, attributes: pool } = windows(x.shape, attributes);
  const pooled = graph.apply('AveragePool', [transpose(graph, x, TO_CHANNELS_FIRST)], { shape, dtype: x.dtype }, pool);
  return transpose(graph, pooled, TO_CHANNELS_LAST);
};

/** tfjs spreads dy over the whole window, padding included; that is a transposed convolution per channel. */
const averagePoolGradient: TraceKernel = (graph, { dy, input }, attributes) => {
  const { attributes: pool } = windows(input.shape, attributes);
  if (attributes.pad === 'same') throw new MissingKernel("AvgPoolGrad with 'same' padding");
  const [height, width] = pool.kernel_shape;
  const [, channels] = channelsFirst(input.shape);
  const spread = graph.splat(1 / (height * width), [channels, 1, height, width], 'float32');
  const output_padding = [0, 1].map(
    (i) => input.shape[i + 1] - (dy.shape[i + 1] - 1) * pool.strides[i] - pool.kernel_shape[i],
  );
  const result = transposedConvolution(graph, dy, spread, channelsFirst(input.shape), {
    ...pool,
    group: channels,
    output_padding,
  });
  return transpose(graph, result, TO_CHANNELS_LAST);
};

function transposedConvolution(
  graph: Graph,
  dy: Value,
  w: Value,
  shape: readonly number[],
  attributes: Attributes,
): Value {
  return graph.apply(
    'ConvTranspose',
    [transpose(graph, dy, TO_CHANNELS_FIRST), w],
    { shape, dtype: 'float32' },
    attributes,
  );
}

/** Pooling kernels by their tfjs names. */
export const poolingKernels: KernelTable = {
  AvgPool: averagePool,
  AvgPoolGrad: averagePoolGradient,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGradient,
};
