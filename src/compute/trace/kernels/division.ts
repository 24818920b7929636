/** Quotients, remainders, powers and angles, with the special values that JavaScript gives them. */

import { cast } from '../conversions.js';
import type { Graph, Value } from '../graph.js';
import { binary, splatValue, unary, where } from '../operators.js';
import type { TraceKernel } from './kernel.js';

const splat = (graph: Graph, value: number) => graph.splat(value, [], 'float32');
const compared = (graph: Graph, op: string, a: Value, b: Value) => binary(graph, op, a, b, 'bool');
const both = (graph: Graph, a: Value, b: Value) => binary(graph, 'And', a, b, 'bool');
const either = (graph: Graph, a: Value, b: Value) => binary(graph, 'Or', a, b, 'bool');

/** C's remainder, with the dividend's sign. */
function remainder(graph: Graph, a: Value, b: Value): Value {
  const { shape } = binary(graph, 'Mul', a, b);
  return graph.apply('Mod', [a, b], { shape, dtype: 'float32' }, { fmod: 1 });
}

/** Python's modulo, as tfjs defines it: the result has the divisor's sign. Exact for integers below 2²⁴. */
export const modulo: TraceKernel = (graph, { a, b }) => {
  const zero = splat(graph, 0);
  const negative = both(graph, compared(graph, 'Less', a, zero), compared(graph, 'Less', b, zero));
  const positive = both(graph, compared(graph, 'GreaterOrEqual', a, zero), compared(graph, 'GreaterOrEqual', b, zero));
  const rest = remainder(graph, a, b);
  const turned = remainder(graph, binary(graph, 'Add', rest, b), b);
  return where(graph, either(graph, negative, positive), rest, turned);
};

/**
 * tfjs's floorDiv gives integers whatever its operands. A quotient that rounds up to a whole number would be one too
 * many, so that the remainder is taken off first. Exact for operands below 2²⁴.
 */
export const floorDivision: TraceKernel = (graph, { a, b }) => {
  const whole = binary(graph, 'Sub', a, modulo(graph, { a, b }, {}) as Value);
  return cast(graph, unary(graph, 'Round', binary(graph, 'Div', whole, b)), 'int32');
};

/** aᵇ. JavaScript has NaN for ±1 to an infinite power, and for any base to the power NaN; C has 1. */
export const power: TraceKernel = (graph, { a, b }) => {
  const result = binary(graph, 'Pow', a, b);
  const [base, exponent] = [splatValue(a), splatValue(b)];
  if (Number.isFinite(exponent) || (base !== undefined && Math.abs(base) !== 1)) return result;
  const isOne = compared(graph, 'Equal', unary(graph, 'Abs', a), splat(graph, 1));
  const isInfinite = unary(graph, 'IsInf', b, 'bool');
  const isUndefined = either(graph, unary(graph, 'IsNaN', b, 'bool'), both(graph, isOne, isInfinite));
  return where(graph, isUndefined, splat(graph, Number.NaN), result);
};

/** Whether a number's sign bit is set: 1/−0 is negative, too. */
function isSigned(graph: Graph, x: Value): Value {
  const zero = splat(graph, 0);
  const inverse = binary(graph, 'Div', splat(graph, 1), x);
  return compared(graph, 'Less', where(graph, compared(graph, 'Equal', x, zero), inverse, x), zero);
}

/** The angle of (b, a): atan(a/b), a half-turn off behind; on the axes and at infinity as Math.atan2. */
export const atan2: TraceKernel = (graph, { a, b }) => {
  const infinite = both(graph, unary(graph, 'IsInf', a, 'bool'), unary(graph, 'IsInf', b, 'bool'));
  const corner = (x: Value) => where(graph, infinite, unary(graph, 'Sign', x), x);
  const quotient = binary(graph, 'Div', corner(a), corner(b));
  const isZero = compared(graph, 'Equal', a, splat(graph, 0));
  const { shape } = quotient;
  const magnitude = unary(graph, 'Abs', unary(graph, 'Atan', quotient));
  const isNumber = unary(graph, 'Not', unary(graph, 'IsNaN', b, 'bool'));
  const near = where(graph, both(graph, isZero, isNumber), splat(graph, 0), magnitude, shape);
  const behind = where(graph, isSigned(graph, b), binary(graph, 'Sub', splat(graph, Math.PI), near), near, shape);
  return where(graph, isSigned(graph, a), unary(graph, 'Neg', behind), behind, shape);
};
