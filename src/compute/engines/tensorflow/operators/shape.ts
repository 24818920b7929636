/** Operators that move elements without changing them. */

import { numbersOf } from '../../../trace/graph.js';
import { typeAttribute } from '../graphDef.js';
import { indexedBy, type OperatorTable, type TensorflowOperator } from './operator.js';

/** An operator of a value and a vector of integers. */
const withIntegers =
  (op: string, attribute: string): TensorflowOperator =>
  (builder, node, [x]) =>
    builder.add(op, [x, builder.integers(numbersOf(node.inputs[1]))], indexedBy(node.inputs[0], attribute));

const concat: TensorflowOperator = (builder, node, inputs) =>
  builder.add('ConcatV2', [...inputs, builder.splat(node.attributes.axis as number, [], 'int32')], {
    ...indexedBy(node.inputs[0], 'Tidx'),
    N: { i: inputs.length },
  });

/** Slice has begins and ends of every axis, or of some axes with their steps. */
const slice: TensorflowOperator = (builder, node, [x]) => {
  const [value, ...operands] = node.inputs;
  const [begins, ends, axes, steps] = operands.map(numbersOf);
  if (!axes) {
    const sizes = ends.map((end, axis) => end - begins[axis]);
    return builder.add('Slice', [x, builder.integers(begins), builder.integers(sizes)], indexedBy(value, 'Index'));
  }
  const whole = value.shape.map((_, axis) => axes.indexOf(axis));
  const pick = (numbers: readonly number[], otherwise: number) =>
    builder.integers(whole.map((i) => (i < 0 ? otherwise : numbers[i])));
  const mask = (open: (i: number) => boolean) =>
    whole.reduce((bits, i, axis) => (open(i) ? bits | (1 << axis) : bits), 0);
  // A backward slice to before the first element has an end that no index has: TensorFlow marks it as open.
  const openEnd = (i: number) => i < 0 || (steps[i] < 0 && ends[i] < -value.shape[axes[i]]);
  return builder.add('StridedSlice', [x, pick(begins, 0), pick(ends, 0), pick(steps, 1)], {
    ...indexedBy(value, 'Index'),
    begin_mask: { i: mask((i) => i < 0) },
    end_mask: { i: mask(openEnd) },
    ellipsis_mask: { i: 0 },
    new_axis_mask: { i: 0 },
    shrink_axis_mask: { i: 0 },
  });
};

const transpose: TensorflowOperator = (builder, node, [x]) =>
  builder.add(
    'Transpose',
    [x, builder.integers(node.attributes.perm as readonly number[])],
    indexedBy(node.inputs[0], 'Tperm'),
  );

const pad: TensorflowOperator = (builder, node, [x, , fill]) => {
  const [value, pads] = node.inputs;
  const rank = value.shape.length;
  const numbers = numbersOf(pads);
  const pairs = Int32Array.from({ length: 2 * rank }, (_, i) => numbers[(i >> 1) + (i % 2) * rank]);
  return builder.add('PadV2', [x, builder.constant(pairs, [rank, 2], 'int32'), fill], indexedBy(value, 'Tpaddings'));
};

const gather: TensorflowOperator = (builder, node, [x, indices]) =>
  builder.add('GatherV2', [x, indices, builder.splat(node.attributes.axis as number, [], 'int32')], {
    Tparams: typeAttribute(node.inputs[0].dtype),
    Tindices: typeAttribute('int32'),
    Taxis: typeAttribute('int32'),
    batch_dims: { i: 0 },
  });

/** Rows that occur several times are added up. */
const scatterAdd: TensorflowOperator = (builder, node, inputs) =>
  builder.add('TensorScatterAdd', inputs, { T: typeAttribute(node.inputs[0].dtype), Tindices: typeAttribute('int32') });

/** Shape and index operators. */
export const shapeOperators: OperatorTable = {
  Concat: concat,
  Expand: withIntegers('BroadcastTo', 'Tidx'),
  Gather: gather,
  Pad: pad,
  Reshape: withIntegers('Reshape', 'Tshape'),
  ScatterND: scatterAdd,
  Slice: slice,
  Tile: withIntegers('Tile', 'Tmultiples'),
  Transpose: transpose,
};
