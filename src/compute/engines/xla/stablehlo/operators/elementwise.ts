/** Arithmetic, comparisons and selection. */

import { elementType, tensorType, type Written } from '../types.js';
import { binary, broadcast, compare, convert, same, select, type Writer } from '../writer.js';
import { noForm, type OperatorTable, type StablehloOperator } from './operator.js';

/** Functions of one float, by their names in StableHLO. */
const FLOAT: Readonly<Record<string, string>> = {
  Cos: 'cosine',
  Exp: 'exponential',
  Log: 'log',
  Sin: 'sine',
  Sqrt: 'sqrt',
  Tanh: 'tanh',
};

/** Functions that StableHLO leaves to a dialect of composed ones. */
const COMPOSED = ['Acosh', 'Asinh', 'Atanh', 'Cosh', 'Erf', 'Sinh', 'Tan'];

/** What changes floats alone: integers are whole already. */
const ROUNDING: Readonly<Record<string, string>> = { Ceil: 'ceil', Floor: 'floor', Round: 'round_nearest_even' };

const BINARY: Readonly<Record<string, string>> = {
  Add: 'add',
  And: 'and',
  Div: 'divide',
  Max: 'maximum',
  Min: 'minimum',
  Mod: 'remainder',
  Mul: 'multiply',
  Or: 'or',
  Pow: 'power',
  Sub: 'subtract',
};

const RELATIONS: Readonly<Record<string, string>> = {
  Equal: 'EQ',
  Greater: 'GT',
  GreaterOrEqual: 'GE',
  Less: 'LT',
  LessOrEqual: 'LE',
};

const needsFloat = (op: string, x: Written) => {
  if (x.dtype !== 'float32') throw noForm(`${op} of ${x.dtype}`);
};

const floatFunction =
  (op: string, name: string): StablehloOperator =>
  (w, _node, [x]) => {
    needsFloat(op, x);
    return same(w, name, x);
  };

const composed =
  (op: string): StablehloOperator =>
  (w, _node, [x]) => {
    needsFloat(op, x);
    const type = tensorType(x.shape, x.dtype);
    return w.put(`chlo.${op.toLowerCase()} ${x.name} : ${type} -> ${type}`, x.shape, x.dtype);
  };

const rounding =
  (name: string): StablehloOperator =>
  (w, _node, [x]) =>
    x.dtype === 'float32' ? same(w, name, x) : x;

const arithmetic =
  (name: string): StablehloOperator =>
  (w, { outputs: [{ shape }] }, [a, b]) =>
    binary(w, name, a, b, shape);

const relation =
  (name: string): StablehloOperator =>
  (w, { outputs: [{ shape }] }, [a, b]) =>
    compare(w, name, a, b, shape);

const zeroLike = (w: Writer, x: Written) => w.splat(0, x.shape, x.dtype);

/** 1, −1, and 0 for what is neither above nor below 0. */
const sign: StablehloOperator = (w, _node, [x]) => {
  const negative = select(w, compare(w, 'LT', x, zeroLike(w, x)), w.splat(-1, x.shape, x.dtype), zeroLike(w, x));
  return select(w, compare(w, 'GT', x, zeroLike(w, x)), w.splat(1, x.shape, x.dtype), negative);
};

const clip: StablehloOperator = (w, _node, [x, low, high]) => binary(w, 'minimum', binary(w, 'maximum', x, low), high);

const where: StablehloOperator = (w, { outputs: [{ shape }] }, [condition, t, e]) => {
  return select(w, condition, t, e, shape);
};

/** A truth value as a float is chosen, not converted: XLA makes x·float(c) `c ? x : 0`, which hides that x is NaN. */
const cast: StablehloOperator = (w, { outputs: [{ dtype }] }, [x]) =>
  x.dtype === 'bool' && dtype === 'float32'
    ? select(w, x, w.splat(1, x.shape), w.splat(0, x.shape))
    : convert(w, x, elementType(dtype));

/** Elementwise operators. */
export const elementwiseOperators: OperatorTable = {
  ...Object.fromEntries(Object.entries(FLOAT).map(([op, name]) => [op, floatFunction(op, name)])),
  ...Object.fromEntries(COMPOSED.map((op) => [op, composed(op)])),
  ...Object.fromEntries(Object.entries(ROUNDING).map(([op, name]) => [op, rounding(name)])),
  ...Object.fromEntries(Object.entries(BINARY).map(([op, name]) => [op, arithmetic(name)])),
  ...Object.fromEntries(Object.entries(RELATIONS).map(([op, name]) => [op, relation(name)])),
  Abs: (w, _node, [x]) => same(w, 'abs', x),
  Cast: cast,
  Clip: clip,
  Expand: (w, { outputs: [{ shape }] }, [x]) => broadcast(w, x, shape),
  Identity: (_w, _node, [x]) => x,
  IsInf: (w, _node, [x]) => compare(w, 'EQ', same(w, 'abs', x), w.splat(Number.POSITIVE_INFINITY, x.shape)),
  IsNaN: (w, _node, [x]) => compare(w, 'NE', x, x),
  Neg: (w, _node, [x]) => same(w, 'negate', x),
  Not: (w, _node, [x]) => same(w, 'not', x),
  Reciprocal: (w, _node, [x]) => binary(w, 'divide', w.splat(1, x.shape), x),
  Sign: sign,
  Where: where,
};
