/** Cases where tfjs is particular: number types, special values, steps, sums wider than their products. */

import { tf } from '../../../src/compute/index.js';
import { floats, integers, type KernelCase, values } from './kernelCase.js';

type Fn = KernelCase['fn'];

const { NaN: NAN, POSITIVE_INFINITY: INF } = Number;
const SPECIAL = values(NAN, INF, -INF, 0, -0, 1, -1, 0.5, -2.5, 3);
const COLUMN = { shape: [10, 1], data: SPECIAL.data };
const BITS = integers(0, 2, [3, 4]);
const WHOLE = integers(-4, 5, [3, 4]);
const FIVE = values(1, 2, 3, 4, 5);

const on = (name: string, fn: Fn, inputs: KernelCase['inputs'], gradients = false): KernelCase => ({
  name,
  fn,
  inputs,
  gradients,
});
const vector = (name: string, fn: (x: tf.Tensor1D) => tf.Tensor, gradients = true) =>
  on(name, ({ x }) => fn(x as tf.Tensor1D), { x: FIVE }, gradients);

/** Parts of vectors that are not contiguous. */
const STEPS: readonly KernelCase[] = [
  vector('Slice: of a reversed vector', (x) => tf.slice(tf.reverse(x), [1], [2])),
  vector('Slice: of every other element', (x) => tf.slice(tf.stridedSlice(x, [0], [5], [2]), [1], [2]), false),
  vector(
    'Concat: a part and every other element',
    (x) => tf.concat([tf.slice(x, [0], [1]), tf.stridedSlice(x, [1], [5], [2])]),
    false,
  ),
  vector('SplitV: of a reversed vector', (x) => tf.concat(tf.split(tf.reverse(x), [2, 1, 2]).reverse())),
  vector('Unpack: of a reversed vector', (x) => tf.stack(tf.unstack(tf.reverse(x)).slice(0, 2))),
  vector('StridedSlice: of a slice, backward', (x) => tf.stridedSlice(tf.slice(x, [1], [3]), [2], [-4], [-1]), false),
];

const matrices = (a: number[], b: number[], c: number[]) => ({ a: floats(a, 1), b: floats(b, 2), c: floats(c, 3) });
const affine: Fn = ({ a, b, c }) => tf.add(tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D), c);

/** Sums that are larger than the product in them. */
const WIDE: readonly KernelCase[] = [
  on('Add: columns to a product of one', affine, matrices([2, 2], [2, 1], [3]), true),
  on('Add: rows to a product of one', affine, matrices([1, 2], [2, 3], [2, 3]), true),
  on('Add: a third axis', affine, matrices([2, 2], [2, 3], [2, 1, 3]), true),
  on('Sum: of columns, added to its operand', ({ x }) => tf.add(tf.sum(x, 0, true), x), { x: floats([2, 2]) }, true),
  on(
    'BatchMatMul: a product that is an output, too',
    ({ a, b, c }) => {
      const product = tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D);
      return { product, sum: tf.add(product, c) };
    },
    matrices([2, 3], [3, 2], [2]),
  ),
  on('BatchMatMul: four axes and two', ({ a, b }) => tf.matMul(a, b), matrices([2, 1, 2, 3], [3, 4], [])),
  on(
    'BatchMatMul: whole numbers, batch axis moved',
    ({ i }) => tf.matMul(tf.transpose(i, [1, 0, 2]), tf.ones([2, 3])),
    {
      i: integers(-4, 5, [3, 4, 2]),
    },
  ),
  on('BatchMatMul: no inner elements', ({ a, b }) => tf.matMul(a, b), matrices([2, 0], [0, 3], [])),
];

/** Whole numbers, truth values and mixtures. */
const TYPES: readonly KernelCase[] = [
  on('Select: int and float', ({ i, f }) => tf.where(tf.greater(f, 0), i, f), { i: WHOLE, f: floats([3, 4]) }),
  on('Select: truth values', ({ f }) => tf.where(tf.greater(f, 0), tf.greater(f, 1), tf.less(f, -1)), {
    f: floats([9]),
  }),
  on('Concat: int and float', ({ i, f }) => tf.concat([i, f]), { i: WHOLE, f: floats([2, 4]) }),
  on('Concat: float and int', ({ i, f }) => tf.concat([f, i]), { i: WHOLE, f: floats([2, 4]) }),
  on('Exp: int', ({ i }) => tf.exp(i), { i: WHOLE }),
  on('LeakyRelu: int', ({ i }) => tf.leakyRelu(i, 0.25), { i: WHOLE }),
  on('Prelu: int', ({ i, f }) => tf.prelu(i, f), { i: WHOLE, f: floats([4]) }),
  on('Max: truth values', ({ b }) => tf.max(b.toBool(), 1), { b: BITS }),
  on('Cumsum: truth values', ({ b }) => tf.cumsum(b.toBool(), 1), { b: BITS }),
  on('Multiply: truth values', ({ b, i }) => tf.mul(b.toBool(), tf.greater(i, 0)), { b: BITS, i: WHOLE }),
  on('Greater: truth values', ({ b, i }) => tf.greater(b.toBool(), i.toBool()), { b: BITS, i: WHOLE }),
  on('Prod: truth values', ({ b }) => tf.prod(b.toBool(), 1), { b: BITS }),
  on('BatchMatMul: int', ({ i }) => tf.matMul(i as tf.Tensor2D, i as tf.Tensor2D, false, true), { i: WHOLE }),
  on('IsNan: int', ({ i }) => tf.isNaN(i), { i: WHOLE }),
  on('Step: int', ({ i }) => tf.step(i, -1), { i: WHOLE }),
  on('Cast: beyond int32', ({ x }) => tf.cast(x, 'int32'), {
    x: values(NAN, INF, -INF, 1e10, -3e9, 2 ** 31, -1.9, 1.9),
  }),
];

const pairs = (name: string, fn: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  on(`${name}: special values`, ({ a, b }) => fn(a, b), { a: SPECIAL, b: COLUMN });
const each = (name: string, fn: (x: tf.Tensor) => tf.Tensor) =>
  on(`${name}: special values`, ({ x }) => fn(x), { x: SPECIAL });

/** NaN, infinities and both zeros. */
const SPECIAL_VALUES: readonly KernelCase[] = [
  pairs('Atan2', tf.atan2),
  pairs('Pow', tf.pow),
  pairs('Mod', tf.mod),
  pairs('FloorDiv', tf.floorDiv),
  pairs('RealDiv', tf.div),
  pairs('Maximum', tf.maximum),
  pairs('Minimum', tf.minimum),
  pairs('Prelu', tf.prelu),
  pairs('Less', tf.less),
  pairs('Equal', tf.equal),
  each('Sign', tf.sign),
  each('Step', (x) => tf.step(x, 0.5)),
  each('Relu', tf.relu),
  each('Relu6', tf.relu6),
  each('Round', tf.round),
  each('ClipByValue', (x) => tf.clipByValue(x, -1, 1)),
  each('Sigmoid', tf.sigmoid),
  each('Tanh', tf.tanh),
  each('Softplus', tf.softplus),
  each('Elu', tf.elu),
  each('Max', (x) => tf.max(x)),
  each('Min', (x) => tf.min(tf.reshape(x, [2, 5]), 1)),
  each('Softmax', (x) => tf.softmax(tf.reshape(x, [2, 5]))),
  each('ArgMax', (x) => tf.argMax(tf.reshape(x, [2, 5]), 0)),
  each('ArgMin', (x) => tf.argMin(x)),
  on('Expm1: near zero', ({ x }) => tf.expm1(x), { x: values(1e-6, -1e-4) }),
  on('Log1p: near zero', ({ x }) => tf.log1p(x), { x: values(1e-6, -1e-4) }),
  on('FloorDiv: a quotient that rounds up', ({ x }) => tf.floorDiv(x, 0.1), { x: values(0.3, 0.6, 0.7) }),
];

const EMPTY = floats([0, 3]);

/** No elements. */
const NONE: readonly KernelCase[] = [
  on('Max: no rows', ({ x }) => tf.max(x, 0), { x: EMPTY }),
  on('Mean: no rows', ({ x }) => tf.mean(x, 0), { x: EMPTY }),
  on('Prod: no rows', ({ x }) => tf.prod(x, 0), { x: EMPTY }),
  on('Concat: no rows, other columns', ({ x }) => tf.concat([x, tf.zeros([0, 2])], 1), { x: EMPTY }),
  on('Reshape: no rows', ({ x }) => tf.add(tf.reshape(x, [3, 0]), 1), { x: EMPTY }),
  on('UnsortedSegmentSum: rows of no segment', ({ x, i }) => tf.unsortedSegmentSum(x, i as tf.Tensor1D, 2), {
    x: floats([4, 2]),
    i: { shape: [4], data: Int32Array.of(0, -1, 1, 2) },
  }),
];

/** All of them. */
export const specialCases: readonly KernelCase[] = [...STEPS, ...WIDE, ...TYPES, ...SPECIAL_VALUES, ...NONE];
