/** Two-dimensional convolution and both of its gradients; tfjs runs conv1d through the same kernels. */

import { tf } from '../../tf.js';
import type { Graph, Value } from '../graph.js';
import { type KernelAttributes, type KernelTable, MissingKernel, type TraceKernel } from './kernel.js';
import { finish } from './linear.js';
import { channelsFirst, TO_CHANNELS_FIRST, TO_CHANNELS_LAST, transpose } from './shape.js';

interface ConvolutionGeometry {
  readonly outShape: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Top, left, bottom, right, in pixels. */
  readonly pads: readonly number[];
}

function geometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  a: KernelAttributes,
): ConvolutionGeometry {
  if (a.dataFormat && a.dataFormat !== 'NHWC') throw new MissingKernel(`Conv2D in ${a.dataFormat} format`);
  const info = tf.backend_util.computeConv2DInfo(
    [...inputShape] as [number, number, number, number],
    [...filterShape] as [number, number, number, number],
    a.strides as [number, number],
    (a.dilations as [number, number] | undefined) ?? 1,
    a.pad as 'same' | 'valid' | number,
    a.dimRoundingMode as 'floor' | undefined,
  );
  const { top, left, bottom, right } = info.padInfo;
  return {
    outShape: info.outShape,
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [top, left, bottom, right],
  };
}

function convolve(graph: Graph, x: Value, filter: Value, attributes: KernelAttributes): Value {
  const { outShape, strides, dilations, pads } = geometry(x.shape, filter.shape, attributes);
  const result = graph.apply(
    'Conv',
    [transpose(graph, x, TO_CHANNELS_FIRST), transpose(graph, filter, [3, 2, 0, 1])],
    { shape: channelsFirst(outShape), dtype: 'float32' },
    { strides, dilations, pads },
  );
  return transpose(graph, result, TO_CHANNELS_LAST);
}

/** dL/dx is the transposed convolution of dL/dy. */
const backpropInput: TraceKernel = (graph, { dy, filter }, attributes) => {
  const inputShape = attributes.inputShape as number[];
  const { strides, dilations, pads } = geometry(inputShape, filter.shape, attributes);
  const outputPadding = [0, 1].map((i) => {
    const reached =
      (dy.shape[i + 1] - 1) * strides[i] + (filter.shape[i] - 1) * dilations[i] + 1 - pads[i] - pads[i + 2];
    return inputShape[i + 1] - reached;
  });
  const result = graph.apply(
    'ConvTranspose',
    [transpose(graph, dy, TO_CHANNELS_FIRST), transpose(graph, filter, [3, 2, 0, 1])],
    { shape: channelsFirst(inputShape), dtype: 'float32' },
    { strides, dilations, pads, output_padding: outputPadding },
  );
  return transpose(graph, result, TO_CHANNELS_LAST);
};

/** dL/dw convolves x with dL/dy: batch and channels change places, stride becomes dilation. */
const backpropFilter: TraceKernel = (graph, { x, dy }, attributes) => {
  const [height, width, inChannels, outChannels] = attributes.filterShape as number[];
  const { strides, pads } = geometry(x.shape, attributes.filterShape as number[], attributes);
  const full = [0, 1].map((i) => x.shape[i + 1] + pads[i] + pads[i + 2] - (dy.shape[i + 1] - 1) * strides[i]);
  const result = graph.apply(
    'Conv',
    [transpose(graph, x, [3, 0, 1, 2]), transpose(graph, dy, [3, 0, 1, 2])],
    { shape: [inChannels, outChannels, ...full], dtype: 'float32' },
    { strides: [1, 1], dilations: strides, pads },
  );
  const zeros = graph.integers([0, 0, 0, 0]);
  const ends = graph.integers([inChannels, outChannels, height, width]);
  const shape = [inChannels, outChannels, height, width];
  const cropped = graph.apply('Slice', [result, zeros, ends], { shape, dtype: 'float32' });
  return transpose(graph, cropped, [2, 3, 0, 1]);
};

/** Convolution kernels by their tfjs names. */
export const convolutionKernels: KernelTable = {
  Conv2D: (graph, { x, filter }, attributes) => convolve(graph, x, filter, attributes),
  Conv2DBackpropFilter: backpropFilter,
  Conv2DBackpropInput: backpropInput,
  FusedConv2D: (graph, { x, filter, bias }, attributes) =>
    finish(graph, convolve(graph, x, filter, attributes), bias, attributes.activation),
};
