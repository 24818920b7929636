/** Elementwise arithmetic, comparisons and selection. */

import { tf } from '../../tf.js';
import type { Dtype, Graph, Value } from '../graph.js';
import { binary, cast, expand, unary, unexpanded } from '../operators.js';
import type { KernelTable, TraceKernel } from './kernel.js';

/** An ONNX operator of two operands as a kernel. */
const binaryAs =
  (op: string, dtype?: Dtype): TraceKernel =>
  (graph, { a, b }) =>
    binary(graph, op, a, b, dtype ?? a.dtype);

/** An ONNX operator of one operand as a kernel. */
export const unaryAs =
  (op: string, dtype?: Dtype): TraceKernel =>
  (graph, { x }) =>
    unary(graph, op, x, dtype ?? x.dtype);

const negated =
  (kernel: TraceKernel): TraceKernel =>
  (graph, inputs, attributes) =>
    unary(graph, 'Not', kernel(graph, inputs, attributes) as Value, 'bool');

/** Limits to an interval. */
export const clip: TraceKernel = (graph, { x }, { clipValueMin, clipValueMax }) =>
  graph.apply(
    'Clip',
    [x, graph.splat(clipValueMin as number, [], x.dtype), graph.splat(clipValueMax as number, [], x.dtype)],
    { shape: x.shape, dtype: x.dtype },
  );

/** tfjs's floorDiv gives integers whatever its operands; exact for operands below 2²⁴. */
const floorDivision: TraceKernel = (graph, { a, b }) => {
  const quotient = binary(graph, 'Div', cast(graph, a, 'float32'), cast(graph, b, 'float32'));
  return cast(graph, unary(graph, 'Floor', quotient), 'int32');
};

/** Python's modulo, as tfjs defines it: the result has the divisor's sign. Exact for integers below 2²⁴. */
const modulo: TraceKernel = (graph, { a, b }) => {
  const divisor = cast(graph, b, 'float32');
  const shape = tf.backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const remainder = graph.apply('Mod', [cast(graph, a, 'float32'), divisor], { shape, dtype: 'float32' }, { fmod: 1 });
  const zero = graph.splat(0, [], 'float32');
  const opposite = binary(graph, 'Less', binary(graph, 'Mul', remainder, divisor), zero, 'bool');
  return cast(graph, binary(graph, 'Add', remainder, where(graph, opposite, divisor, zero, shape)), a.dtype);
};

/** Elements of `t` where the condition holds, else of `e`; all broadcast to `shape`. */
function where(graph: Graph, condition: Value, t: Value, e: Value, shape: readonly number[]): Value {
  const operands = [condition, t, e].map((value) => unexpanded(graph, value));
  const inner = operands.reduce<number[]>(
    (known, { shape: other }) => tf.backend_util.assertAndGetBroadcastShape(known, [...other]),
    [],
  );
  return expand(graph, graph.apply('Where', operands, { shape: inner, dtype: t.dtype }), shape);
}

/** The angle of (b, a): atan(a/b) is right for b > 0, and a half-turn off for b < 0. */
const atan2: TraceKernel = (graph, { a, b }) => {
  const [zero, one] = [0, 1].map((value) => graph.splat(value, [], 'float32'));
  const below = cast(graph, binary(graph, 'Less', a, zero, 'bool'), 'float32');
  const sign = binary(graph, 'Sub', one, binary(graph, 'Mul', below, graph.splat(2, [], 'float32')));
  const behind = cast(graph, binary(graph, 'Less', b, zero, 'bool'), 'float32');
  const halfTurn = binary(graph, 'Mul', binary(graph, 'Mul', sign, behind), graph.splat(Math.PI, [], 'float32'));
  return binary(graph, 'Add', unary(graph, 'Atan', binary(graph, 'Div', a, b)), halfTurn);
};

/** Arithmetic kernels by their tfjs names. */
export const elementwiseKernels: KernelTable = {
  Abs: unaryAs('Abs'),
  Acos: unaryAs('Acos'),
  Acosh: unaryAs('Acosh'),
  Add: binaryAs('Add'),
  AddN: (graph, inputs) => Object.values(inputs).reduce((sum, x) => binary(graph, 'Add', sum, x)),
  Asin: unaryAs('Asin'),
  Asinh: unaryAs('Asinh'),
  Atan: unaryAs('Atan'),
  Atan2: atan2,
  Atanh: unaryAs('Atanh'),
  Cast: (graph, { x }, { dtype }) => cast(graph, x, dtype as Dtype),
  Ceil: unaryAs('Ceil'),
  ClipByValue: clip,
  Cos: unaryAs('Cos'),
  Cosh: unaryAs('Cosh'),
  Equal: binaryAs('Equal', 'bool'),
  Erf: unaryAs('Erf'),
  Exp: unaryAs('Exp'),
  Expm1: (graph, { x }) => binary(graph, 'Sub', unary(graph, 'Exp', x), graph.splat(1, [], 'float32')),
  Floor: unaryAs('Floor'),
  FloorDiv: floorDivision,
  Greater: binaryAs('Greater', 'bool'),
  GreaterEqual: binaryAs('GreaterOrEqual', 'bool'),
  Identity: (_graph, { x }) => x,
  IsFinite: (graph, { x }) => {
    const outside = binary(graph, 'Or', unary(graph, 'IsInf', x, 'bool'), unary(graph, 'IsNaN', x, 'bool'), 'bool');
    return unary(graph, 'Not', outside);
  },
  IsInf: unaryAs('IsInf', 'bool'),
  IsNan: unaryAs('IsNaN', 'bool'),
  Less: binaryAs('Less', 'bool'),
  LessEqual: binaryAs('LessOrEqual', 'bool'),
  Log: unaryAs('Log'),
  Log1p: (graph, { x }) => unary(graph, 'Log', binary(graph, 'Add', x, graph.splat(1, [], 'float32'))),
  LogicalAnd: binaryAs('And', 'bool'),
  LogicalNot: unaryAs('Not', 'bool'),
  LogicalOr: binaryAs('Or', 'bool'),
  Maximum: binaryAs('Max'),
  Minimum: binaryAs('Min'),
  Mod: modulo,
  Multiply: binaryAs('Mul'),
  Neg: unaryAs('Neg'),
  NotEqual: negated(binaryAs('Equal', 'bool')),
  OnesLike: (graph, { x }) => graph.splat(1, x.shape, x.dtype),
  Pow: binaryAs('Pow'),
  RealDiv: binaryAs('Div'),
  Reciprocal: unaryAs('Reciprocal'),
  Round: unaryAs('Round'),
  Rsqrt: (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x)),
  Select: (graph, { condition, t, e }) => where(graph, condition, t, e, t.shape),
  Sign: unaryAs('Sign'),
  Sin: unaryAs('Sin'),
  Sinh: unaryAs('Sinh'),
  Sqrt: unaryAs('Sqrt'),
  Square: (graph, { x }) => binary(graph, 'Mul', x, x),
  SquaredDifference: (graph, { a, b }) => {
    const difference = binary(graph, 'Sub', a, b);
    return binary(graph, 'Mul', difference, difference);
  },
  Sub: binaryAs('Sub'),
  Tan: unaryAs('Tan'),
  ZerosLike: (graph, { x }) => graph.splat(0, x.shape, x.dtype),
};
