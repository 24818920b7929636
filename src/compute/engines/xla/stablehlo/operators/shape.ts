/** Operators that move elements without changing them. */

import { numbersOf } from '../../../../trace/graph.js';
import { concatenate, pad, reverse, slice, transpose } from '../moves.js';
import type { Written } from '../types.js';
import { broadcastAlong, reshape, type Writer } from '../writer.js';
import { fromFront, listOf, type OperatorTable, type StablehloOperator } from './operator.js';

/** An index as ONNX counts it: from the end where it is negative, and never beyond `low` and `high`. */
function withinAxis(index: number, length: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, index < 0 ? index + length : index));
}

/** Begins and ends of some axes with their steps; a backward step is a forward one through the reversed axis. */
function strided(w: Writer, x: Written, axes: readonly number[], operands: readonly (readonly number[])[]): Written {
  const [begins, ends, steps] = operands;
  const whole = { begin: x.shape.map(() => 0), end: [...x.shape], step: x.shape.map(() => 1) };
  axes.forEach((axis, i) => {
    const length = x.shape[axis];
    const isBackward = steps[i] < 0;
    const [begin, end] = [begins[i], ends[i]].map((index) =>
      isBackward ? withinAxis(index, length, -1, length - 1) : withinAxis(index, length, 0, length),
    );
    whole.begin[axis] = isBackward ? length - 1 - begin : begin;
    whole.end[axis] = Math.max(whole.begin[axis], isBackward ? length - 1 - end : end);
    whole.step[axis] = Math.abs(steps[i]);
  });
  const backward = axes.filter((_, i) => steps[i] < 0);
  return slice(w, reverse(w, x, backward), whole.begin, whole.end, whole.step);
}

/** Slice has begins and ends of every axis, or of some axes with their steps. */
const sliceOperator: StablehloOperator = (w, node, [x]) => {
  const [begins, ends, axes, steps] = node.inputs.slice(1).map(numbersOf);
  if (!axes) return slice(w, x, begins, ends);
  return strided(w, x, fromFront(axes, x.shape.length), [begins, ends, steps ?? axes.map(() => 1)]);
};

/** Each axis is preceded by one of its repetitions, and both become one. */
const tile: StablehloOperator = (w, node, [x]) => {
  const repeats = numbersOf(node.inputs[1]);
  const spread = repeats.flatMap((count, axis) => [count, x.shape[axis]]);
  const along = x.shape.map((_, axis) => 2 * axis + 1);
  return reshape(w, broadcastAlong(w, x, spread, along), node.outputs[0].shape);
};

/** Begins, then ends, of every axis. */
const padOperator: StablehloOperator = (w, node, [x, fill = w.splat(0, [], x.dtype)]) => {
  const rank = x.shape.length;
  const counts = numbersOf(node.inputs[1]);
  return pad(w, x, fill, counts.slice(0, rank), counts.slice(rank));
};

/** Shape operators. */
export const shapeOperators: OperatorTable = {
  Concat: (w, { attributes }, parts) =>
    concatenate(w, parts, fromFront([attributes.axis as number], parts[0].shape.length)[0]),
  Pad: padOperator,
  Reshape: (w, { outputs: [{ shape }] }, [x]) => reshape(w, x, shape),
  Slice: sliceOperator,
  Tile: tile,
  Transpose: (w, node, [x]) => transpose(w, x, listOf(node, 'perm')),
};
