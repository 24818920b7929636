/** The ops that random programs are made of, each as a piece of code. */

import { type Draw, smallerShape, type Variable } from './draw.js';
import type { Rounding } from './program.js';

/** An op: how often it is drawn, whether engines may round it differently, and a call of it as code. */
export interface Operation {
  readonly name: string;
  readonly rounds: Rounding;
  readonly call: (draw: Draw) => string;
}

const literal = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
const list = (values: readonly number[]) => `[${values.map(literal).join(', ')}]`;
const isBool = ({ dtype }: Variable) => dtype === 'bool';
const isVector = ({ shape }: Variable) => shape.length > 0;

const unary = (name: string, rounds: Rounding = 'result'): Operation => ({
  name,
  rounds,
  call: (draw) => `tf.${name}(${draw.tensor().name})`,
});

/** A second operand: another tensor, a number, or a constant that broadcasts. */
function companion(draw: Draw, { shape }: Variable): string {
  if (draw.chance(0.4)) return draw.tensor().name;
  const value = () => draw.from([-2, -1, -0.5, 0, 0.25, 1, 2, 3]);
  if (draw.chance(0.4)) return literal(value());
  const smaller = smallerShape(draw, shape);
  const size = smaller.reduce((product, extent) => product * extent, 1);
  const dtype = draw.from(['float32', 'float32', 'int32', 'bool']);
  const number = () => (dtype === 'float32' ? value() : dtype === 'int32' ? draw.below(7) - 3 : draw.below(2));
  return `tf.tensor(${list(Array.from({ length: size }, number))}, ${list(smaller)}, '${dtype}')`;
}

const binary = (name: string, rounds: Rounding = 'result'): Operation => ({
  name,
  rounds,
  call: (draw) => {
    const first = draw.tensor();
    const operands = [first.name, companion(draw, first)];
    return `tf.${name}(${(draw.chance(0.7) ? operands : operands.reverse()).join(', ')})`;
  },
});

const logical = (name: string): Operation => ({
  name,
  rounds: 'nothing',
  call: (draw) => `tf.${name}(${draw.tensor(isBool).name}, ${draw.tensor(isBool).name})`,
});

/** An axis, from either end. */
const axisOf = (draw: Draw, { shape }: Variable) =>
  draw.below(Math.max(1, shape.length)) - (draw.chance(0.3) ? shape.length : 0);

function axesOf(draw: Draw, { shape }: Variable): string {
  if (draw.chance(0.3)) return 'undefined';
  return list(shape.map((_, axis) => axis).filter(() => draw.chance(0.5)));
}

const reduction = (name: string, rounds: Rounding, wanted?: (variable: Variable) => boolean): Operation => ({
  name,
  rounds,
  call: (draw) => {
    const x = draw.tensor(wanted);
    return `tf.${name}(${x.name}, ${axesOf(draw, x)}, ${draw.chance(0.4)})`;
  },
});

const alongAxis = (name: string, rounds: Rounding): Operation => ({
  name,
  rounds,
  call: (draw) => {
    const x = draw.tensor(isVector);
    return `tf.${name}(${x.name}, ${axisOf(draw, x)})`;
  },
});

const UNARY = (
  'acos acosh asin asinh atan atanh cos cosh elu erf exp expm1 log log1p logSigmoid reciprocal rsqrt selu ' +
  'sigmoid sin sinh softplus sqrt tan tanh'
).split(' ');
const EXACT_UNARY =
  'abs ceil floor isFinite isInf isNaN neg onesLike relu relu6 round sign square step zerosLike clone'.split(' ');
const COMPARISONS = ['equal', 'notEqual', 'greater', 'greaterEqual', 'less', 'lessEqual'];
const EXACT_BINARY = ['add', 'sub', 'maximum', 'minimum', 'floorDiv', 'mod', ...COMPARISONS];
const ROUNDING_BINARY = ['mul', 'div', 'divNoNan', 'pow', 'squaredDifference', 'atan2', 'prelu'];

/** Elementwise ops. */
export const ELEMENTWISE: readonly Operation[] = [
  ...UNARY.map((name) => unary(name)),
  ...EXACT_UNARY.map((name) => unary(name, 'nothing')),
  ...EXACT_BINARY.map((name) => binary(name, 'nothing')),
  ...ROUNDING_BINARY.map((name) => binary(name)),
  ...['logicalAnd', 'logicalOr', 'logicalXor'].map(logical),
  { name: 'logicalNot', rounds: 'nothing', call: (draw) => `tf.logicalNot(${draw.tensor(isBool).name})` },
  {
    name: 'cast',
    rounds: 'nothing',
    call: (draw) => `tf.cast(${draw.tensor().name}, '${draw.from(['float32', 'int32', 'bool'])}')`,
  },
  {
    name: 'clipByValue',
    rounds: 'nothing',
    call: (draw) => `tf.clipByValue(${draw.tensor().name}, -1, ${draw.below(3)})`,
  },
  { name: 'leakyRelu', rounds: 'result', call: (draw) => `tf.leakyRelu(${draw.tensor().name}, 0.25)` },
  {
    name: 'where',
    rounds: 'nothing',
    call: (draw) => {
      const condition = draw.tensor(isBool);
      const branches = [draw.tensor().name, companion(draw, condition)];
      return `tf.where(${[condition.name, ...(draw.chance(0.5) ? branches : branches.reverse())].join(', ')})`;
    },
  },
];

/** Reductions and what runs along an axis. */
export const REDUCTIONS: readonly Operation[] = [
  ...['sum', 'mean', 'prod', 'logSumExp'].map((name) => reduction(name, 'terms')),
  ...['max', 'min'].map((name) => reduction(name, 'nothing')),
  ...['all', 'any'].map((name) => reduction(name, 'nothing', isBool)),
  ...['argMax', 'argMin'].map((name) => alongAxis(name, 'nothing')),
  ...['softmax', 'logSoftmax'].map((name) => unary(name)),
  {
    name: 'cumsum',
    rounds: 'terms',
    call: (draw) => {
      const x = draw.tensor(isVector);
      return `tf.cumsum(${x.name}, ${axisOf(draw, x)}, ${draw.chance(0.5)}, ${draw.chance(0.5)})`;
    },
  },
];
