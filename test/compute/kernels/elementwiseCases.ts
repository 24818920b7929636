/** Cases of elementwise kernels: shapes that broadcast, scalars, special values. */

import type { NdArray } from '../../../src/arrays/index.js';
import { tf } from '../../../src/compute/index.js';
import { between, floats, integers, type KernelCase, values } from './kernelCase.js';

type Unary = (x: tf.Tensor) => tf.Tensor;
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const BELOW_ONE = between(-0.9, 0.9, [3, 4]);
const ABOVE_ONE = between(1.1, 4, [3, 4]);
const POSITIVE = between(0.1, 4, [3, 4]);
const ANY = floats([3, 4]);
const AROUND_ZERO = values(-2.5, -1, -0.5, 0, 0.5, 1, 1.5, 2.5, 7);

function unary(kernel: string, fn: Unary, x: NdArray = ANY, gradients = true): KernelCase {
  return { name: kernel, inputs: { x }, fn: (given) => fn(given.x), gradients };
}

const BROADCASTS: readonly (readonly [string, number[], number[]])[] = [
  ['equal shapes', [2, 3], [2, 3]],
  ['scalar right', [2, 3], []],
  ['scalar left', [], [4]],
  ['row', [2, 3, 4], [4]],
  ['both ways', [5, 1, 3], [2, 1]],
  ['rank 4', [2, 1, 3, 1], [1, 4, 1, 2]],
];

/** Gradients that tfjs itself has for operands of one shape only. */
const NO_BROADCAST_GRADIENT = ['Maximum', 'Minimum', 'SquaredDifference'];

function binary(kernel: string, fn: Binary, low = -2): KernelCase[] {
  return BROADCASTS.map(([label, a, b]) => ({
    name: `${kernel}: ${label}`,
    inputs: { a: between(low, 2, a, 1), b: between(low, 2, b, 2) },
    fn: (given) => fn(given.a, given.b),
    gradients: label === 'equal shapes' || !NO_BROADCAST_GRADIENT.includes(kernel),
  }));
}

function compare(kernel: string, fn: Binary): KernelCase[] {
  const a = integers(0, 3, [4, 3], 1);
  const b = integers(0, 3, [3], 2);
  const float = { shape: [3], data: Float32Array.from(b.data) };
  return [
    { name: `${kernel}: integers`, inputs: { a, b }, fn: (given) => fn(given.a, given.b) },
    {
      name: `${kernel}: floats`,
      inputs: { a: values(0, 1, 2), b: float },
      fn: (given) => fn(given.a, given.b).toFloat(),
    },
  ];
}

function logical(kernel: string, fn: Binary): KernelCase {
  const inputs = { a: integers(0, 2, [4, 3], 1), b: integers(0, 2, [3], 2) };
  return { name: kernel, inputs, fn: ({ a, b }) => fn(a.toBool(), b.toBool()) };
}

/** Kernels of one operand. */
const UNARY_CASES: readonly KernelCase[] = [
  unary('Abs', tf.abs),
  unary('Acos', tf.acos, BELOW_ONE),
  unary('Acosh', tf.acosh, ABOVE_ONE),
  unary('Asin', tf.asin, BELOW_ONE),
  unary('Asinh', tf.asinh),
  unary('Atan', tf.atan),
  unary('Atanh', tf.atanh, BELOW_ONE),
  unary('Cast: to int', (x) => tf.cast(x, 'int32'), AROUND_ZERO, false),
  unary('Cast: to bool and back', (x) => tf.cast(x, 'bool').toFloat(), AROUND_ZERO, false),
  unary('Ceil', tf.ceil, AROUND_ZERO),
  unary('ClipByValue', (x) => tf.clipByValue(x, -0.5, 0.75)),
  unary('ClipByValue: integers', (x) => tf.clipByValue(x, -1, 2), integers(-5, 5, [7]), false),
  unary('Cos', tf.cos),
  unary('Cosh', tf.cosh),
  unary('Elu', tf.elu),
  { ...unary('Elu: gradient', tf.elu, AROUND_ZERO), inGradient: 'EluGrad' },
  unary('Erf', tf.erf),
  unary('Exp', tf.exp),
  unary('Exp: scalar', tf.exp, floats([])),
  unary('Exp: no elements', tf.exp, floats([0, 3])),
  unary('Expm1', tf.expm1),
  unary('Floor', tf.floor, AROUND_ZERO),
  unary('Identity', (x) => tf.clone(x)),
  unary('IsFinite', (x) => tf.isFinite(tf.div(x, x)), AROUND_ZERO, false),
  unary('IsInf', (x) => tf.isInf(tf.div(1, x)), AROUND_ZERO, false),
  unary('IsNan', (x) => tf.isNaN(tf.div(x, x)), AROUND_ZERO, false),
  unary('LeakyRelu', (x) => tf.leakyRelu(x, 0.1), AROUND_ZERO),
  unary('Log', tf.log, POSITIVE),
  unary('Log1p', tf.log1p, POSITIVE),
  unary('LogicalNot', (x) => tf.logicalNot(x.toBool()), AROUND_ZERO, false),
  unary('Neg', tf.neg),
  unary('Neg: integers', tf.neg, integers(-5, 5, [7]), false),
  unary('OnesLike', (x) => tf.onesLike(x), ANY, false),
  unary('Reciprocal', tf.reciprocal, POSITIVE),
  { ...unary('Relu', tf.relu, AROUND_ZERO), inGradient: 'Step' },
  unary('Relu6', tf.relu6, AROUND_ZERO),
  unary('Round: halves to even', tf.round, AROUND_ZERO),
  unary('Rsqrt', tf.rsqrt, POSITIVE),
  unary('Selu', tf.selu, AROUND_ZERO),
  unary('Sigmoid', tf.sigmoid),
  unary('Sign', tf.sign, AROUND_ZERO),
  unary('Sin', tf.sin),
  unary('Sinh', tf.sinh),
  unary('Softplus', tf.softplus, values(-40, -20, -5, -1e-3, 0, 1e-3, 1, 5, 20, 40)),
  unary('Sqrt', tf.sqrt, POSITIVE),
  unary('Square', tf.square),
  unary('Square: of a broadcast', (x) => tf.square(tf.broadcastTo(x, [5, 3, 4]))),
  unary('Step', (x) => tf.step(x), AROUND_ZERO),
  unary('Step: with slope', (x) => tf.step(x, 0.25), AROUND_ZERO),
  unary('Tan', tf.tan, BELOW_ONE),
  unary('Tanh', tf.tanh),
  unary('ZerosLike', (x) => tf.zerosLike(x), ANY, false),
];

/** Division where quotients are negative, and where they are whole. */
const DIVIDENDS = { a: values(-7, -6, -1, 0, 1, 6, 7), b: { shape: [2, 1], data: Float32Array.of(3, -3) } };
const WHOLE = { a: integers(-9, 9, [4, 3], 1), b: { shape: [3], data: Int32Array.of(2, -3, 4) } };

/** Kernels of two operands and more. */
const BINARY_CASES: readonly KernelCase[] = [
  ...binary('Add', tf.add),
  ...binary('Atan2', tf.atan2),
  ...binary('Maximum', tf.maximum),
  ...binary('Minimum', tf.minimum),
  ...binary('Multiply', tf.mul),
  ...binary('Pow', tf.pow, 0.1),
  ...binary('RealDiv', tf.div, 0.1),
  ...binary('SquaredDifference', tf.squaredDifference),
  ...binary('Sub', tf.sub),
  ...binary('Prelu', tf.prelu).filter(({ name }) => /equal|scalar right|row/.test(name)),
  ...compare('Equal', tf.equal),
  ...compare('Greater', tf.greater),
  ...compare('GreaterEqual', tf.greaterEqual),
  ...compare('Less', tf.less),
  ...compare('LessEqual', tf.lessEqual),
  ...compare('NotEqual', tf.notEqual),
  logical('LogicalAnd', tf.logicalAnd),
  logical('LogicalOr', tf.logicalOr),
  {
    name: 'AddN',
    inputs: { a: ANY, b: POSITIVE, c: BELOW_ONE },
    fn: ({ a, b, c }) => tf.addN([a, b, c]),
    gradients: true,
  },
  { name: 'Add: integers', inputs: WHOLE, fn: ({ a, b }) => tf.add(a, b) },
  { name: 'FloorDiv', inputs: DIVIDENDS, fn: ({ a, b }) => tf.floorDiv(a, b) },
  { name: 'FloorDiv: integers', inputs: WHOLE, fn: ({ a, b }) => tf.floorDiv(a, b) },
  { name: 'Mod', inputs: DIVIDENDS, fn: ({ a, b }) => tf.mod(a, b) },
  { name: 'Mod: integers', inputs: WHOLE, fn: ({ a, b }) => tf.mod(a, b) },
  { name: 'Minimum: integers', inputs: WHOLE, fn: ({ a, b }) => tf.minimum(a, b) },
];

/** Operands whose value is known while tracing must give what they would give at a run. */
const CONSTANT_CASES: readonly KernelCase[] = [
  unary('Multiply: by one and zero', (x) => tf.add(tf.mul(x, tf.ones([3, 4])), tf.mul(x, 0))),
  unary('Add: a full constant to a scalar', (x) => tf.add(tf.sum(x), tf.fill([2, 2], 3))),
  unary('Pow: small constant powers', (x) => tf.addN([tf.pow(x, 2), tf.pow(x, 1), tf.pow(x, 0.5)]), POSITIVE),
  unary('RealDiv: constants only', (x) => tf.add(x, tf.div(tf.fill([4], 2), tf.fill([3, 1], 3)))),
];

const CONDITION = { shape: [2, 3], data: Int32Array.of(1, 0, 1, 0, 0, 1) };

const SELECT_CASES: readonly KernelCase[] = [
  {
    name: 'Select: broadcast branches',
    inputs: { c: CONDITION, t: floats([3], 1), e: floats([2, 1], 2) },
    fn: ({ c, t, e }) => tf.where(c.toBool(), t, e),
    gradients: true,
  },
  {
    name: 'Select: constant branch',
    inputs: { c: CONDITION, t: floats([4, 2, 3]) },
    fn: ({ c, t }) => tf.where(c.toBool(), t, tf.scalar(-1)),
    gradients: true,
  },
];

/** All elementwise cases. */
export const elementwiseCases: readonly KernelCase[] = [
  ...UNARY_CASES,
  ...BINARY_CASES,
  ...CONSTANT_CASES,
  ...SELECT_CASES,
];
