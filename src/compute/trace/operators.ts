/**
 * Operators that simplify while the graph is built: constants stay scalars, broadcasts stay lazy, and reshapes,
 * slices and concatenations that undo each other vanish. Automatic differentiation produces all of these in plenty.
 */

import { sizeOf } from '../../arrays/index.js';
import { tf } from '../tf.js';
import { type Dtype, type Graph, producedBy, sameShape, type Value } from './graph.js';

const BINARY_FOLDS: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Pow: (a, b) => a ** b,
  Max: Math.max,
  Min: Math.min,
};

const UNARY_FOLDS: Readonly<Record<string, (x: number) => number>> = {
  Neg: (x) => -x,
  Sqrt: Math.sqrt,
  Exp: Math.exp,
  Log: Math.log,
  Reciprocal: (x) => 1 / x,
  Abs: Math.abs,
};

/** The value of a splat, or undefined. */
export function splatValue(value: Value): number | undefined {
  return value.origin.kind === 'splat' ? value.origin.value : undefined;
}

/** A value without the broadcast that produced it: the operand of an Expand, or a splat as a scalar. */
function unexpanded(graph: Graph, value: Value): Value {
  const splat = splatValue(value);
  if (splat !== undefined) return graph.splat(splat, [], value.dtype);
  return producedBy(value, 'Expand')?.inputs[0] ?? value;
}

/** `value` broadcast to `shape`; nothing where it has that shape already. */
export function expand(graph: Graph, value: Value, shape: readonly number[]): Value {
  if (sameShape(value.shape, shape)) return value;
  const splat = splatValue(value);
  if (splat !== undefined) return graph.splat(splat, shape, value.dtype);
  const source = producedBy(value, 'Expand')?.inputs[0] ?? value;
  return graph.apply('Expand', [source, graph.integers(shape)], { shape, dtype: value.dtype });
}

/** An elementwise operator of one operand. */
export function unary(graph: Graph, op: string, x: Value, dtype: Dtype = x.dtype): Value {
  const splat = splatValue(x);
  const fold = UNARY_FOLDS[op];
  if (splat !== undefined && fold) return graph.splat(Math.fround(fold(splat)), x.shape, dtype);
  const source = unexpanded(graph, x);
  return expand(graph, graph.apply(op, [source], { shape: source.shape, dtype }), x.shape);
}

/** An elementwise operator of two operands that broadcast against each other. */
export function binary(graph: Graph, op: string, a: Value, b: Value, dtype: Dtype = a.dtype): Value {
  const shape = tf.backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const left = unexpanded(graph, a);
  const right = unexpanded(graph, b);
  const [leftSplat, rightSplat] = [splatValue(left), splatValue(right)];
  const fold = BINARY_FOLDS[op];
  if (leftSplat !== undefined && rightSplat !== undefined && fold && dtype === 'float32')
    return graph.splat(Math.fround(fold(leftSplat, rightSplat)), shape, dtype);
  if (isNeutral(op, rightSplat, 'right')) return expand(graph, left, shape);
  if (isNeutral(op, leftSplat, 'left')) return expand(graph, right, shape);
  const inner = tf.backend_util.assertAndGetBroadcastShape([...left.shape], [...right.shape]);
  return expand(graph, graph.apply(op, [left, right], { shape: inner, dtype }), shape);
}

function isNeutral(op: string, splat: number | undefined, side: 'left' | 'right'): boolean {
  if (splat === undefined) return false;
  if (op === 'Mul') return splat === 1;
  if (op === 'Add') return splat === 0;
  if (op === 'Sub') return side === 'right' && splat === 0;
  return (op === 'Div' || op === 'Pow') && side === 'right' && splat === 1;
}

/** Elements of `t` where the condition holds, else of `e`; all broadcast to `shape`, or to what they broadcast to. */
export function where(graph: Graph, condition: Value, t: Value, e: Value, shape?: readonly number[]): Value {
  const operands = [condition, t, e].map((value) => unexpanded(graph, value));
  const broadcast = (values: readonly Value[]) =>
    values.reduce<number[]>((known, other) => tf.backend_util.assertAndGetBroadcastShape(known, [...other.shape]), []);
  const result = graph.apply('Where', operands, { shape: broadcast(operands), dtype: t.dtype });
  return expand(graph, result, shape ?? broadcast([condition, t, e]));
}

/** The same elements in another shape. */
export function reshape(graph: Graph, x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  const splat = splatValue(x);
  if (splat !== undefined) return graph.splat(splat, shape, x.dtype);
  const source = producedBy(x, 'Reshape')?.inputs[0] ?? x;
  if (sameShape(source.shape, shape)) return source;
  return graph.apply('Reshape', [source, graph.integers(shape)], { shape, dtype: x.dtype });
}

/** The block of `size` elements per axis that starts at `begin`. */
export function slice(graph: Graph, x: Value, begin: readonly number[], size: readonly number[]): Value {
  if (sameShape(x.shape, size)) return x;
  const splat = splatValue(x);
  if (splat !== undefined) return graph.splat(splat, size, x.dtype);
  const range = rank1Range(x);
  if (range && range.source !== x) return slice(graph, range.source, [range.begin + begin[0]], size);
  const end = begin.map((start, axis) => start + size[axis]);
  return graph.apply('Slice', [x, graph.integers(begin), graph.integers(end)], { shape: size, dtype: x.dtype });
}

/** A vector, or the contiguous part of one that a Slice takes; undefined for other ranks. */
function rank1Range(x: Value): { source: Value; begin: number } | undefined {
  if (x.shape.length !== 1) return undefined;
  const node = producedBy(x, 'Slice');
  // With steps, a place in the part is not a place in the whole.
  if (node?.inputs.length !== 3) return { source: x, begin: 0 };
  return {
    source: node.inputs[0],
    begin: Number((node.inputs[1].origin as unknown as { data: BigInt64Array }).data[0]),
  };
}

/** Values joined along an axis. Adjacent parts of one vector join to one part of it. */
export function concat(graph: Graph, parts: readonly Value[], axis: number): Value {
  const shape = [...parts[0].shape];
  shape[axis] = parts.reduce((total, part) => total + part.shape[axis], 0);
  if (sizeOf(shape) === 0) return graph.splat(0, shape, parts[0].dtype);
  const nonEmpty = parts.filter((part) => sizeOf(part.shape) > 0);
  const joined = parts[0].shape.length === 1 ? joinRanges(graph, nonEmpty) : nonEmpty;
  if (joined.length === 1) return joined[0];
  return graph.apply('Concat', joined, { shape, dtype: joined[0].dtype }, { axis });
}

function joinRanges(graph: Graph, parts: readonly Value[]): Value[] {
  const joined: Value[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    const [a, b] = [previous && rank1Range(previous), rank1Range(part)];
    if (previous && a && b && a.source === b.source && a.begin + previous.shape[0] === b.begin)
      joined[joined.length - 1] = slice(graph, a.source, [a.begin], [previous.shape[0] + part.shape[0]]);
    else joined.push(part);
  }
  return joined;
}

/** Shape and type of an output that has another shape than `x`. */
export const like = (x: Value, shape: readonly number[]) => ({ shape, dtype: x.dtype });
