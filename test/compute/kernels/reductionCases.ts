/** Cases of reductions. */

import { tf } from '../../../src/compute/index.js';
import { floats, integers, type KernelCase } from './kernelCase.js';

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;

const CUBE = floats([2, 3, 4]);

function over(kernel: string, fn: Reduction, gradients = true): KernelCase[] {
  const cases: readonly (readonly [string, (x: tf.Tensor) => tf.Tensor, number[]])[] = [
    ['everything', (x) => fn(x), [2, 3, 4]],
    ['last axis, kept', (x) => fn(x, -1, true), [2, 3, 4]],
    ['first axis of a matrix', (x) => fn(x, 0), [5, 3]],
    ['first axis of a matrix, kept', (x) => fn(x, 0, true), [5, 3]],
    ['two axes', (x) => fn(x, [0, 2]), [2, 3, 4]],
    ['axis of length one', (x) => fn(x, 1), [3, 1]],
    ['scalar', (x) => fn(x), []],
    ['broadcast', (x) => fn(tf.broadcastTo(x, [6, 3]), 0), [3]],
  ];
  return cases.map(([label, f, shape]) => ({
    name: `${kernel}: ${label}`,
    inputs: { x: floats(shape) },
    fn: ({ x }) => f(x),
    gradients,
  }));
}

function on(name: string, fn: (x: tf.Tensor) => tf.Tensor, x = CUBE, gradients = false): KernelCase {
  return { name, inputs: { x }, fn: (given) => fn(given.x), gradients };
}

const BITS = integers(0, 2, [3, 4]);

/** All reduction cases. */
export const reductionCases: readonly KernelCase[] = [
  ...over('Sum', tf.sum),
  ...over('Mean', tf.mean),
  ...over('Max', tf.max),
  ...over('Min', tf.min),
  ...over('Prod', tf.prod, false),
  on('Sum: no rows', (x) => tf.sum(x, 0), floats([0, 3])),
  on('Sum: integers', (x) => tf.sum(x, 1), integers(-9, 9, [3, 4])),
  on('Sum: bools', (x) => tf.sum(x.toBool(), 1), BITS),
  on('Sum: of squares', (x) => tf.sum(tf.square(x)), CUBE, true),
  on('Sum: of squares of a constant', (x) => tf.mul(x, tf.sum(tf.square(tf.fill([2, 3], 2)))), CUBE, true),
  on('Mean: integers', (x) => tf.mean(x, 1), integers(-9, 9, [3, 4])),
  on('Max: integers', (x) => tf.max(x), integers(-9, 9, [3, 4])),
  on('All', (x) => tf.all(x.toBool(), 1), BITS),
  on('Any', (x) => tf.any(x.toBool(), -2), BITS),
  on('ArgMax: last axis', (x) => tf.argMax(x, -1)),
  on('ArgMax: first axis, ties', (x) => tf.argMax(x, 0), integers(0, 2, [4, 5])),
  on('ArgMin', (x) => tf.argMin(x, 1)),
  on('Cumsum', (x) => tf.cumsum(x, 1), floats([3, 4]), true),
  on('Cumsum: middle axis', (x) => tf.cumsum(x, 1)),
  on('Cumsum: exclusive, backward, last axis', (x) => tf.cumsum(x, 2, true, true)),
  on('Softmax', (x) => tf.softmax(x), CUBE, true),
  on('Softmax: large logits', (x) => tf.softmax(tf.mul(x, 100)), floats([3, 5]), true),
  on('Softmax: as log-softmax and log-sum-exp', (x) => tf.mul(tf.softmax(x), tf.logSoftmax(x)), floats([4, 6]), true),
  on('Sum: log-sum-exp', (x) => tf.logSumExp(x, 1, true), floats([4, 6]), true),
];
