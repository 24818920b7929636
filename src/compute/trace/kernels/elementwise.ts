/** Elementwise arithmetic, activations, comparisons and selection. */

import type { Dtype, Value } from '../graph.js';
import { binary, cast, unary } from '../operators.js';
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
  if (alpha === 0)
    return graph.apply('HardSigmoid', [unary(graph, 'Relu', x)], { shape: x.shape, dtype: x.dtype }, { alpha: STEEPEST, beta: 0 });
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

const floorDivision: TraceKernel = (graph, { a, b }) => {
  const quotient = binary(graph, 'Div', cast(graph, a, 'float32'), cast(graph, b, 'float32'));
  return cast(graph, unary(graph, 'Floor', quotient), a.dtype);
};

/** Python's modulo, as tfjs defines it: the result has the divisor's sign. */
const modulo: TraceKernel = (graph, { a, b }) => {
  const quotient = unary(graph, 'Floor', binary(graph, 'Div', cast(graph, a, 'float32'), cast(graph, b, 'float32')));
  return binary(graph, 'Sub', a, binary(graph, 'Mul', cast(graph, quotient, a.dtype), b));
};

const select: TraceKernel = (graph, { condition, t, e }) => {
  // tfjs lets a vector condition choose whole rows; ONNX broadcasts from the last axis.
  const trailing = Array<number>(t.shape.length - condition.shape.length).fill(1);
  const aligned = trailing.length
    ? graph.apply('Reshape', [condition, graph.integers([...condition.shape, ...trailing])], {
        shape: [...condition.shape, ...trailing],
        dtype: 'bool',
      })
    : condition;
  return graph.apply('Where', [aligned, t, e], { shape: t.shape, dtype: t.dtype });
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
  RealDiv: binaryAs('Div'),
  Reciprocal: unaryAs('Reciprocal'),
  Relu: unaryAs('Relu'),
  Relu6: (graph, { x }) =>
    clip(graph, { x }, { clipValueMin: 0, clipValueMax: 6 }),
  Round: unaryAs('Round'),
  Rsqrt: (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x)),
  Select: select,
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
