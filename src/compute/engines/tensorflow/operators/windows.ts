/**
 * Convolutions, and means and maxima over windows, of images whose channels come before their height and width. TensorFlow
 * has convolutions for the processor with channels last only; XLA makes nothing of the transpositions.
 */

import { sizeOf } from '../../../../arrays/index.js';
import type { GraphNode } from '../../../trace/graph.js';
import { UntraceableError } from '../../../trace/trace.js';
import { type Attribute, type GraphDefBuilder, typeAttribute } from '../graphDef.js';
import type { OperatorTable, TensorflowOperator } from './operator.js';

const T = typeAttribute('float32');
const INDEX = typeAttribute('int32');

const listOf = ({ attributes }: GraphNode, name: string, otherwise?: readonly number[]): readonly number[] =>
  (attributes[name] as readonly number[] | undefined) ?? (otherwise as readonly number[]);

const transpose = (builder: GraphDefBuilder, x: string, perm: readonly number[]) =>
  builder.add('Transpose', [x, builder.integers(perm)], { T, Tperm: INDEX });

const channelsLast = (builder: GraphDefBuilder, x: string) => transpose(builder, x, [0, 2, 3, 1]);
const channelsFirst = (builder: GraphDefBuilder, x: string) => transpose(builder, x, [0, 3, 1, 2]);

/** Pads height and width: `axis` is the first of the two. */
function padded(builder: GraphDefBuilder, x: string, pads: readonly number[], axis: number, fill: number): string {
  if (pads.every((count) => count === 0)) return x;
  const pairs = new Int32Array(8);
  pairs.set([pads[0], pads[2], pads[1], pads[3]], 2 * axis);
  return builder.add('PadV2', [x, builder.constant(pairs, [4, 2], 'int32'), builder.splat(fill)], {
    T,
    Tpaddings: INDEX,
  });
}

const withChannels = (pair: readonly number[]): Attribute => ({ list: { i: [1, ...pair, 1] } });

/** How a kernel moves, for an op that has no padding of its own. */
const moving = (node: GraphNode) => ({
  T,
  strides: withChannels(listOf(node, 'strides')),
  dilations: withChannels(listOf(node, 'dilations', [1, 1])),
  padding: { s: new TextEncoder().encode('VALID') },
});

const isGrouped = ({ attributes }: GraphNode) => ((attributes.group as number | undefined) ?? 1) > 1;

/** Groups are refused where they are more than a channel: no op of the trace makes them. */
function checkDepthwise(node: GraphNode, channels: number): void {
  const [down, across] = listOf(node, 'strides');
  if (node.attributes.group === channels && down === across) return;
  throw new UntraceableError(`the op ${node.op} with groups of channels has no TensorFlow form here`);
}

/** Kernels are [out, in, height, width]. */
const convolution: TensorflowOperator = (builder, node, [x, kernel]) => {
  if (isGrouped(node)) throw new UntraceableError('the op Conv with groups of channels has no TensorFlow form here');
  const image = padded(builder, channelsLast(builder, x), listOf(node, 'pads'), 1, 0);
  const filter = transpose(builder, kernel, [2, 3, 1, 0]);
  return channelsFirst(builder, builder.add('Conv2D', [image, filter], moving(node)));
};

/** The transposed convolution is the gradient of one; what was padded is cut off. */
const transposed: TensorflowOperator = (builder, node, [x, kernel]) => {
  const [batch, channels, height, width] = node.outputs[0].shape;
  const pads = listOf(node, 'pads', [0, 0, 0, 0]);
  const whole = [batch, height + pads[0] + pads[2], width + pads[1] + pads[3], channels];
  const grouped = isGrouped(node);
  if (grouped) checkDepthwise(node, channels);
  const [op, order] = grouped
    ? (['DepthwiseConv2dNativeBackpropInput', [2, 3, 0, 1]] as const)
    : (['Conv2DBackpropInput', [2, 3, 1, 0]] as const);
  const operands = [builder.integers(whole), transpose(builder, kernel, order), channelsLast(builder, x)];
  const spread = builder.add(op, operands, moving(node));
  const begins = builder.integers([0, pads[0], pads[1], 0]);
  const sizes = builder.integers([batch, height, width, channels]);
  return channelsFirst(builder, builder.add('Slice', [spread, begins, sizes], { T, Index: INDEX }));
};

/** Each pixel of a window, for all windows at once: as many values as a window has pixels. */
function windowPixels(builder: GraphDefBuilder, image: string, node: GraphNode): string[] {
  const [kernel, strides] = [listOf(node, 'kernel_shape'), listOf(node, 'strides')];
  const [, , height, width] = node.outputs[0].shape;
  const masks = { ellipsis_mask: { i: 0 }, new_axis_mask: { i: 0 }, shrink_axis_mask: { i: 0 } };
  const attributes = { T, Index: INDEX, begin_mask: { i: 3 }, end_mask: { i: 3 }, ...masks };
  return Array.from({ length: sizeOf(kernel) }, (_, pixel) => {
    const at = [Math.floor(pixel / kernel[1]), pixel % kernel[1]];
    const ends = [at[0] + (height - 1) * strides[0] + 1, at[1] + (width - 1) * strides[1] + 1];
    const ranges = [
      [0, 0, ...at],
      [0, 0, ...ends],
      [1, 1, ...strides],
    ].map((numbers) => builder.integers(numbers));
    return builder.add('StridedSlice', [image, ...ranges], attributes);
  });
}

/** Maxima, and where wanted their positions in the flat image; of equal ones the first. */
const maxPool: TensorflowOperator = (builder, node, [x]) => {
  const pads = listOf(node, 'pads');
  const values = windowPixels(builder, padded(builder, x, pads, 2, Number.NEGATIVE_INFINITY), node);
  if (node.outputs.length === 1)
    return values.reduce((best, value) => builder.typed('Maximum', [best, value], 'float32'));
  const [{ shape }] = node.inputs;
  const order = Float32Array.from({ length: sizeOf(shape) }, (_, i) => i);
  // Positions as floats: images have far fewer pixels than floats have whole numbers.
  const positions = windowPixels(
    builder,
    padded(builder, builder.constant(order, shape, 'float32'), pads, 2, -1),
    node,
  );
  const [best, where] = values.slice(1).reduce(
    ([best, where], value, i) => {
      const isBeyond = builder.typed('Greater', [value, best], 'float32');
      const choose = (a: string, b: string) => builder.typed('SelectV2', [isBeyond, a, b], 'float32');
      return [choose(value, best), choose(positions[i + 1], where)];
    },
    [values[0], positions[0]],
  );
  return [best, builder.add('Cast', [where], { SrcT: T, DstT: INDEX })];
};

/** Means over the pixels of a window that lie in the image. */
const averagePool: TensorflowOperator = (builder, node, [x]) => {
  const sum = (value: string) =>
    windowPixels(builder, padded(builder, value, listOf(node, 'pads'), 2, 0), node).reduce((a, b) =>
      builder.typed('AddV2', [a, b], 'float32'),
    );
  return builder.typed('RealDiv', [sum(x), sum(builder.splat(1, node.inputs[0].shape))], 'float32');
};

/** Adds updates to a vector at positions of it. */
const scatter: TensorflowOperator = (builder, node, [x, positions, updates]) => {
  if (node.inputs[0].shape.length !== 1 || node.attributes.reduction !== 'add')
    throw new UntraceableError('the op ScatterElements beyond sums in a vector has no TensorFlow form here');
  const column = builder.integers([sizeOf(node.inputs[1].shape), 1]);
  const rows = builder.add('Reshape', [positions, column], { T: INDEX, Tshape: INDEX });
  return builder.add('TensorScatterAdd', [x, rows, updates], { T, Tindices: INDEX });
};

/** Operators over windows of images. */
export const windowOperators: OperatorTable = {
  AveragePool: averagePool,
  Conv: convolution,
  ConvTranspose: transposed,
  MaxPool: maxPool,
  ScatterElements: scatter,
};
