/** Elementwise arithmetic, activations, comparisons and selection. */

import { tf } from '../../tf.js';
import type { Dtype, Graph, Value } from '../graph.js';
import { binary, cast, expand, unary, unexpanded } from '../operators.js';
import type { KernelTable, TraceKernel } from './kernel.js';

const binaryAs =
  (op: string, dtype?: Dtype): TraceKernel =>
  (graph, { a, b }) =>
    binary(graph, op, a, b, dtype ?? a.dtype);

const unaryAs =
  (op: string, dtype?: Dtype): TraceKernel =>
  (graph, { x }) =>
    unary(graph, op, x, dtype ?? x.dtype);

const negated =
  (kernel: TraceKernel): TraceKernel =>
  (graph, inputs, attributes) =>
    unary(graph, 'Not', kernel(graph, inputs, attributes) as Value, 'bool');

/** Slope at which a hard sigmoid is a step for every normal float32. */
const STEEPEST = 3e38;

/**
 * relu(x) is usually in the graph already, and an infinitely steep hard sigmoid of it is the step function in one
 * vectorised pass (ONNX Runtime's Sign takes about five times as long).
 */
const step: TraceKernel = (graph, { x }, attributes) => {
  const alpha = (attributes.alpha as number | undefined) ?? 0;
  if (alpha === 0 && x.dtype === 'float32')
    return graph.apply(
      'HardSigmoid',
      [unary(graph, 'Relu', x)],
      { shape: x.shape, dtype: x.dtype },
      { alpha: STEEPEST, beta: 0 },
    );
  const positive = cast(graph, binary(graph, 'Greater', x, graph.splat(0, [], x.dtype), 'bool'), x.dtype);
  const slope = binary(graph, 'Mul', positive, graph.splat(1 - alpha, [], x.dtype));
  return binary(graph, 'Add', slope, graph.splat(alpha, [], x.dtype));
};

/** d elu / dx = 1 for y ≥ 0, else y + 1; tfjs passes the output y. */
const eluGradient: TraceKernel = (graph, { dy, y }) => {
  const one = graph.splat(1, [], 'float32');
  const below = binary(graph, 'Min', y, graph.splat(0, [], 'float32'));
  return binary(graph, 'Mul', dy, binary(graph, 'Add', below, one));
};

const clip: TraceKernel = (graph, { x }, { clipValueMin, clipValueMax }) =>
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

const prelu: TraceKernel = (graph, { x, alpha }) => {
  const zero = graph.splat(0, [], 'float32');
  const negative = binary(graph, 'Mul', alpha, binary(graph, 'Min', x, zero));
  return binary(graph, 'Add', unary(graph, 'Relu', x), negative);
};

/** Elementwise kernels by their tfjs names. */
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
  Elu: unaryAs('Elu'),
  EluGrad: eluGradient,
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
  LeakyRelu: (graph, { x }, { alpha }) =>
    graph.apply('LeakyRelu', [x], { shape: x.shape, dtype: x.dtype }, { alpha: alpha as number }),
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
  Prelu: prelu,
  RealDiv: binaryAs('Div'),
  Reciprocal: unaryAs('Reciprocal'),
  Relu: unaryAs('Relu'),
  Relu6: (graph, { x }) => clip(graph, { x }, { clipValueMin: 0, clipValueMax: 6 }),
  Round: unaryAs('Round'),
  Rsqrt: (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x)),
  Select: (graph, { condition, t, e }) => where(graph, condition, t, e, t.shape),
  Selu: unaryAs('Selu'),
  Sigmoid: unaryAs('Sigmoid'),
  Sign: unaryAs('Sign'),
  Sin: unaryAs('Sin'),
  Sinh: unaryAs('Sinh'),
  Softplus: unaryAs('Softplus'),
  Sqrt: unaryAs('Sqrt'),
  Square: (graph, { x }) => binary(graph, 'Mul', x, x),
  SquaredDifference: (graph, { a, b }) => {
    const difference = binary(graph, 'Sub', a, b);
    return binary(graph, 'Mul', difference, difference);
  },
  Step: step,
  Sub: binaryAs('Sub'),
  Tan: unaryAs('Tan'),
  Tanh: unaryAs('Tanh'),
  ZerosLike: (graph, { x }) => graph.splat(0, x.shape, x.dtype),
};
