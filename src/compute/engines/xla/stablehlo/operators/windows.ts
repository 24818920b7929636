/** Convolutions, and sums and maxima over windows, of images whose channels come before their height and width. */

import { sizeOf } from '../../../../../arrays/index.js';
import type { GraphNode } from '../../../../trace/graph.js';
import { pad, reverse, slice, transpose } from '../moves.js';
import { tensorType, typeOf, type Written } from '../types.js';
import { binary, broadcast, compare, iota, reshape, select, type Writer } from '../writer.js';
import { listOf, type OperatorTable, type StablehloOperator } from './operator.js';

/** How a kernel moves over an image; pairs are of height and width. */
interface Convolution {
  readonly strides: readonly number[];
  /** Pixels around the image, before and after each axis. */
  readonly edges: readonly (readonly [number, number])[];
  /** Distance of the image's pixels, and of the kernel's. */
  readonly spread: readonly number[];
  readonly dilations: readonly number[];
  readonly groups: number;
}

const list = (numbers: readonly number[]) => `[${numbers.join(', ')}]`;

/** Kernels are [out, in, height, width]. */
function convolve(w: Writer, x: Written, kernel: Written, shape: readonly number[], c: Convolution): Written {
  const window = [
    `stride = ${list(c.strides)}, pad = [${c.edges.map(list).join(', ')}]`,
    `lhs_dilate = ${list(c.spread)}, rhs_dilate = ${list(c.dilations)}`,
  ];
  const precision = '#stablehlo<precision HIGHEST>';
  const attributes = [
    `batch_group_count = 1 : i64, feature_group_count = ${c.groups} : i64`,
    `precision_config = [${precision}, ${precision}]`,
  ];
  const numbers = 'dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1]';
  const types = `(${typeOf(x)}, ${typeOf(kernel)}) -> ${tensorType(shape, x.dtype)}`;
  const operands = `stablehlo.convolution(${x.name}, ${kernel.name}) ${numbers}`;
  return w.put(`${operands}, window = {${window.join(', ')}} {${attributes.join(', ')}} : ${types}`, shape, x.dtype);
}

const groupsOf = ({ attributes }: GraphNode) => (attributes.group as number | undefined) ?? 1;

const convolution: StablehloOperator = (w, node, [x, kernel]) => {
  const pads = listOf(node, 'pads');
  const edges = [0, 1].map((i) => [pads[i], pads[i + 2]] as const);
  const [strides, dilations] = [listOf(node, 'strides'), listOf(node, 'dilations')];
  const settings = { strides, edges, spread: [1, 1], dilations, groups: groupsOf(node) };
  return convolve(w, x, kernel, node.outputs[0].shape, settings);
};

/** Kernels of [in, out of a group, height, width] as [out, in of a group, height, width], each group by itself. */
function exchanged(w: Writer, kernel: Written, groups: number): Written {
  const [inputs, outputs, ...size] = kernel.shape;
  const apart = reshape(w, kernel, [groups, inputs / groups, outputs, ...size]);
  return reshape(w, transpose(w, apart, [0, 2, 1, 3, 4]), [groups * outputs, inputs / groups, ...size]);
}

/** The transposed convolution spreads the image by its strides, and turns the kernel round. */
const transposed: StablehloOperator = (w, node, [x, kernel]) => {
  const pads = listOf(node, 'pads');
  const dilations = node.attributes.dilations ? listOf(node, 'dilations') : [1, 1];
  const rest = listOf(node, 'output_padding');
  const edges = [0, 1].map((i) => {
    const reach = dilations[i] * (kernel.shape[i + 2] - 1);
    return [reach - pads[i], reach - pads[i + 2] + rest[i]] as const;
  });
  const groups = groupsOf(node);
  const settings = { strides: [1, 1], edges, spread: listOf(node, 'strides'), dilations, groups };
  return convolve(w, x, reverse(w, exchanged(w, kernel, groups), [2, 3]), node.outputs[0].shape, settings);
};

/** Edges of all four axes. */
const edgesOf = (node: GraphNode) => {
  const pads = listOf(node, 'pads');
  return { low: [0, 0, pads[0], pads[1]], high: [0, 0, pads[2], pads[3]] };
};

/** Each pixel of a window, for all windows at once: as many values as a window has pixels. */
function windowPixels(w: Writer, x: Written, fill: Written, node: GraphNode): Written[] {
  const [kernel, strides] = [listOf(node, 'kernel_shape'), listOf(node, 'strides')];
  const [, , height, width] = node.outputs[0].shape;
  const { low, high } = edgesOf(node);
  const padded = pad(w, x, fill, low, high);
  const reach = [(height - 1) * strides[0] + 1, (width - 1) * strides[1] + 1];
  return Array.from({ length: sizeOf(kernel) }, (_, pixel) => {
    const at = [Math.floor(pixel / kernel[1]), pixel % kernel[1]];
    const ends = [...x.shape.slice(0, 2), at[0] + reach[0], at[1] + reach[1]];
    return slice(w, padded, [0, 0, ...at], ends, [1, 1, ...strides]);
  });
}

/** Maxima, and where wanted their positions in the flat image; of equal ones the first. */
const maxPool: StablehloOperator = (w, node, [x]) => {
  const values = windowPixels(w, x, w.splat(Number.NEGATIVE_INFINITY), node);
  if (node.outputs.length === 1) return values.reduce((best, value) => binary(w, 'maximum', best, value));
  const order = reshape(w, iota(w, [sizeOf(x.shape)], 0), x.shape);
  const positions = windowPixels(w, order, w.splat(-1, [], 'int32'), node);
  return values.slice(1).reduce<[Written, Written]>(
    ([best, position], value, i) => {
      const isBeyond = compare(w, 'GT', value, best);
      return [select(w, isBeyond, value, best), select(w, isBeyond, positions[i + 1], position)];
    },
    [values[0], positions[0]],
  );
};

/** Means over the pixels of a window that lie in the image. */
const averagePool: StablehloOperator = (w, node, [x]) => {
  const zero = w.splat(0);
  const sum = (value: Written) => windowPixels(w, value, zero, node).reduce((a, b) => binary(w, 'add', a, b));
  const counts = sum(broadcast(w, w.splat(1), x.shape));
  return binary(w, 'divide', sum(x), counts);
};

/** Operators over windows of images. */
export const windowOperators: OperatorTable = {
  AveragePool: averagePool,
  Conv: convolution,
  ConvTranspose: transposed,
  MaxPool: maxPool,
};
