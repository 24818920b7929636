/** Sums, means, extrema, softmax and running sums. */

import { sizeOf } from '../../../../../arrays/index.js';
import { type GraphNode, numbersOf } from '../../../../trace/graph.js';
import { pad, slice } from '../moves.js';
import { type ElementType, tensorType, typeOf, type Written } from '../types.js';
import { binary, broadcastAlong, compare, iota, reshape, same, select, type Writer } from '../writer.js';
import { fromFront, type OperatorTable, type StablehloOperator } from './operator.js';

/** What a reduction begins with. */
const START: Readonly<Record<string, Readonly<Record<'float32' | 'int32', number>>>> = {
  add: { float32: 0, int32: 0 },
  maximum: { float32: Number.NEGATIVE_INFINITY, int32: -(2 ** 31) },
  minimum: { float32: Number.POSITIVE_INFINITY, int32: 2 ** 31 - 1 },
  multiply: { float32: 1, int32: 1 },
};

/**
 * What `op` makes of all elements along some axes.
 *
 * @param w the program
 * @param op an operation of two elements
 * @param x the value
 * @param axes to be reduced, from the front; they vanish
 * @returns the reduced value
 */
export function reduce(w: Writer, op: string, x: Written, axes: readonly number[]): Written {
  const shape = x.shape.filter((_, axis) => !axes.includes(axis));
  const start = w.splat(START[op][x.dtype as Exclude<ElementType, 'bool'>], [], x.dtype);
  const types = `(${typeOf(x)}, ${typeOf(start)}) -> ${tensorType(shape, x.dtype)}`;
  const applied = `stablehlo.reduce(${x.name} init: ${start.name}) applies stablehlo.${op}`;
  return w.put(`${applied} across dimensions = [${axes.join(', ')}] : ${types}`, shape, x.dtype);
}

const axesOf = (node: GraphNode) => fromFront(numbersOf(node.inputs[1]), node.inputs[0].shape.length);

const reduction =
  (op: string): StablehloOperator =>
  (w, node, [x]) =>
    reshape(w, reduce(w, op, x, axesOf(node)), node.outputs[0].shape);

const mean: StablehloOperator = (w, node, [x]) => {
  const [{ shape }] = node.outputs;
  const sum = reshape(w, reduce(w, 'add', x, axesOf(node)), shape);
  return binary(w, 'divide', sum, w.splat(sizeOf(x.shape) / sizeOf(shape), shape));
};

const sumOfSquares: StablehloOperator = (w, node, [x]) =>
  reshape(w, reduce(w, 'add', same(w, 'multiply', x, x), axesOf(node)), node.outputs[0].shape);

/** A value that was reduced along an axis, in its former shape. */
function restored(w: Writer, reduced: Written, shape: readonly number[], axis: number): Written {
  return broadcastAlong(
    w,
    reduced,
    shape,
    shape.flatMap((_, i) => (i === axis ? [] : [i])),
  );
}

/**
 * The first position of the extremum. TensorFlow.js goes through the elements and takes one that is beyond the best so
 * far: NaN never is, unless it is the first, which nothing is beyond.
 */
const extremum =
  (op: 'maximum' | 'minimum'): StablehloOperator =>
  (w, node, [x]) => {
    const [axis] = fromFront([node.attributes.axis as number], x.shape.length);
    const positions = iota(w, x.shape, axis);
    const worst = START[op][x.dtype as Exclude<ElementType, 'bool'>];
    const first = compare(w, 'EQ', positions, w.splat(0, x.shape, 'int32'));
    const instead = select(w, first, w.splat(-worst, x.shape, x.dtype), w.splat(worst, x.shape, x.dtype));
    const ordered = x.dtype === 'float32' ? select(w, compare(w, 'NE', x, x), instead, x) : x;
    const best = restored(w, reduce(w, op, ordered, [axis]), x.shape, axis);
    const beyond = w.splat(x.shape[axis], x.shape, 'int32');
    return reduce(w, 'minimum', select(w, compare(w, 'EQ', ordered, best), positions, beyond), [axis]);
  };

const softmax: StablehloOperator = (w, node, [x]) => {
  const [axis] = fromFront([node.attributes.axis as number], x.shape.length);
  const top = restored(w, reduce(w, 'maximum', x, [axis]), x.shape, axis);
  const powers = same(w, 'exponential', same(w, 'subtract', x, top));
  return same(w, 'divide', powers, restored(w, reduce(w, 'add', powers, [axis]), x.shape, axis));
};

/** A value moved along an axis, zeros behind it; backward for a negative distance. */
function shifted(w: Writer, x: Written, axis: number, distance: number): Written {
  const along = (count: number) => x.shape.map((_, i) => (i === axis ? count : 0));
  const [low, high] = [along(Math.max(0, distance)), along(Math.max(0, -distance))];
  const padded = pad(w, x, w.splat(0, [], x.dtype), low, high);
  const ends = x.shape.map((length, i) => length + high[i]);
  return slice(w, padded, high, ends);
}

/** Running sums in as many additions as the length has binary digits: each doubles the stretch that is summed. */
const runningSum: StablehloOperator = (w, node, [x]) => {
  const [axis] = fromFront(numbersOf(node.inputs[1]), x.shape.length);
  const direction = node.attributes.reverse === 1 ? -1 : 1;
  let sum = node.attributes.exclusive === 1 ? shifted(w, x, axis, direction) : x;
  for (let stretch = 1; stretch < x.shape[axis]; stretch *= 2)
    sum = same(w, 'add', sum, shifted(w, sum, axis, direction * stretch));
  return sum;
};

/** Operators that reduce axes. */
export const reductionOperators: OperatorTable = {
  ArgMax: extremum('maximum'),
  ArgMin: extremum('minimum'),
  CumSum: runningSum,
  ReduceMax: reduction('maximum'),
  ReduceMean: mean,
  ReduceMin: reduction('minimum'),
  ReduceProd: reduction('multiply'),
  ReduceSum: reduction('add'),
  ReduceSumSquare: sumOfSquares,
  Softmax: softmax,
};
