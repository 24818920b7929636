/** Elementwise arithmetic, comparisons and selection. */

import { cast } from '../conversions.js';
import type { Dtype, Value } from '../graph.js';
import { binary, unary, where } from '../operators.js';
import { atan2, floorDivision, modulo, power } from './division.js';
import type { KernelTable, TraceKernel } from './kernel.js';
import { expm1, log1p } from './nearZero.js';
import {
  comparing,
  ofFloats,
  ofFloatsOnly,
  ofNumbers,
  stored,
  throughInt,
  unlessWhole,
  widest,
} from './numberTypes.js';
import { plainMaximum } from './reductions.js';

/** An operator of two operands as a kernel. */
const binaryAs =
  (op: string, dtype?: Dtype): TraceKernel =>
  (graph, { a, b }) =>
    binary(graph, op, a, b, dtype ?? a.dtype);

/** An operator of one operand as a kernel. */
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

/** tfjs has no sign for NaN: zero. */
const sign: TraceKernel = (graph, { x }) => {
  const result = unary(graph, 'Sign', x);
  if (x.dtype !== 'float32') return result;
  return where(graph, unary(graph, 'IsNaN', x, 'bool'), graph.splat(0, [], 'float32'), result, x.shape);
};

const select: TraceKernel = (graph, { condition, t, e }) => {
  const dtype = widest([t, e]);
  // There is no choice between truth values.
  const [yes, no] = [t, e].map((value) => cast(graph, value, dtype === 'bool' ? 'int32' : dtype));
  return cast(graph, where(graph, condition, yes, no, t.shape), dtype);
};

/** Products of truth values are their conjunctions. */
const multiply: TraceKernel = (graph, { a, b }) =>
  binary(graph, a.dtype === 'bool' && b.dtype === 'bool' ? 'And' : 'Mul', a, b, a.dtype);

const squaredDifference: TraceKernel = (graph, { a, b }) => {
  const difference = binary(graph, 'Sub', a, b);
  return binary(graph, 'Mul', difference, difference);
};

const finite: TraceKernel = (graph, { x }) => {
  const outside = binary(graph, 'Or', unary(graph, 'IsInf', x, 'bool'), unary(graph, 'IsNaN', x, 'bool'), 'bool');
  return unary(graph, 'Not', outside);
};

const sumOfAll: TraceKernel = (graph, inputs) => {
  const [first, ...rest] = Object.values(inputs);
  return rest.reduce((sum, x) => binary(graph, 'Add', sum, cast(graph, x, first.dtype)), first);
};

const comparison = (name: string, op: string): TraceKernel => comparing(name, binaryAs(op, 'bool'));

/** Kernels of floats alone, for a whole number would be cut off at a digit that an engine may round otherwise: an operator's name and the kernel's are one. */
const FLOAT_OPERATORS = [
  'Acos',
  'Acosh',
  'Asin',
  'Asinh',
  'Atan',
  'Atanh',
  'Cos',
  'Cosh',
  'Erf',
  'Log',
  'Reciprocal',
  'Sin',
  'Sinh',
  'Sqrt',
  'Tan',
];

/** Arithmetic kernels by their tfjs names. */
export const elementwiseKernels: KernelTable = {
  ...Object.fromEntries(FLOAT_OPERATORS.map((op) => [op, ofFloatsOnly(op, unaryAs(op))])),
  Abs: throughInt('Abs', unaryAs('Abs')),
  Add: ofNumbers('Add', binaryAs('Add')),
  AddN: sumOfAll,
  Atan2: stored('Atan2', atan2),
  Cast: (graph, { x }, { dtype }) => cast(graph, x, dtype as Dtype),
  Ceil: unlessWhole(unaryAs('Ceil')),
  ClipByValue: ofNumbers('ClipByValue', clip),
  Equal: comparison('Equal', 'Equal'),
  Exp: ofFloats(unaryAs('Exp')),
  Expm1: ofFloatsOnly('Expm1', expm1),
  Floor: unlessWhole(unaryAs('Floor')),
  FloorDiv: ofFloats(floorDivision),
  Greater: comparison('Greater', 'Greater'),
  GreaterEqual: comparison('GreaterEqual', 'GreaterOrEqual'),
  Identity: (_graph, { x }) => x,
  IsFinite: ofFloats(finite),
  IsInf: ofFloats(unaryAs('IsInf', 'bool')),
  IsNan: ofFloats(unaryAs('IsNaN', 'bool')),
  Less: comparison('Less', 'Less'),
  LessEqual: comparison('LessEqual', 'LessOrEqual'),
  Log1p: ofFloatsOnly('Log1p', log1p),
  LogicalAnd: binaryAs('And', 'bool'),
  LogicalNot: unaryAs('Not', 'bool'),
  LogicalOr: binaryAs('Or', 'bool'),
  Maximum: throughInt('Maximum', binaryAs('Max')),
  Minimum: throughInt('Minimum', binaryAs('Min')),
  Mod: stored('Mod', modulo),
  Multiply: multiply,
  Neg: ofNumbers('Neg', unaryAs('Neg')),
  NotEqual: negated(comparison('NotEqual', 'Equal')),
  OnesLike: (graph, { x }) => graph.splat(1, x.shape, x.dtype),
  // Powers of whole numbers leave what a float holds exactly.
  Pow: ofFloatsOnly('Pow', power),
  RealDiv: stored('RealDiv', binaryAs('Div')),
  Round: unlessWhole(unaryAs('Round')),
  Rsqrt: ofFloatsOnly('Rsqrt', (graph, { x }) => unary(graph, 'Reciprocal', unary(graph, 'Sqrt', x))),
  Select: select,
  Sign: throughInt('Sign', sign),
  Square: throughInt('Square', (graph, { x }) => binary(graph, 'Mul', x, x)),
  SquaredDifference: throughInt('SquaredDifference', squaredDifference),
  Sub: ofNumbers('Sub', (graph, { a, b }) => binary(graph, 'Sub', a, plainMaximum(a, b))),
  ZerosLike: (graph, { x }) => graph.splat(0, x.shape, x.dtype),
};
