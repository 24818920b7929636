/** Cases of kernels that move elements. */

import { tf } from '../../../src/compute/index.js';
import { floats, integers, type KernelCase, values } from './kernelCase.js';

const CUBE = floats([2, 3, 4]);

function moves(name: string, fn: (x: tf.Tensor) => tf.Tensor, x = CUBE): KernelCase {
  // tfjs has no gradient of StridedSlice.
  return { name, inputs: { x }, fn: (given) => fn(given.x), gradients: !name.startsWith('StridedSlice') };
}

const IDS = { shape: [5], data: Int32Array.of(3, 0, 3, 1, 2) };

/** All shape cases. */
export const shapeCases: readonly KernelCase[] = [
  moves('Concat: last axis, a broadcast and a constant', (x) =>
    tf.concat([x, tf.broadcastTo(tf.sum(x), [2, 3, 1]), tf.ones([2, 3, 2])], -1),
  ),
  moves('Concat: vectors, one of them empty', (x) => tf.concat([x.flatten(), tf.tensor1d([]), tf.tensor1d([1, 2])])),
  moves('Concat: parts of a vector in order', (x) => tf.concat(tf.split(x as tf.Tensor1D, 3)), floats([6])),
  moves(
    'Concat: parts of a vector out of order',
    (x) => tf.concat(tf.split(x as tf.Tensor1D, [1, 2, 3]).reverse()),
    floats([6]),
  ),
  moves('ExpandDims: middle', (x) => tf.expandDims(x, 1)),
  moves('ExpandDims: last', (x) => tf.expandDims(x, -1)),
  moves('Fill', (x) => tf.add(x, tf.fill([4], 0.5))),
  {
    name: 'GatherV2: middle axis, matrix of indices',
    inputs: { x: floats([2, 4, 3]), ids: { shape: [2, 2], data: Int32Array.of(3, 0, 3, 1) } },
    fn: ({ x, ids }) => tf.gather(x, ids as tf.Tensor2D, 1),
  },
  {
    name: 'GatherV2: rows, with gradient',
    inputs: { x: floats([4, 3]), ids: IDS },
    fn: ({ x, ids }) => tf.gather(x, ids as tf.Tensor1D),
    gradients: true,
    inGradient: 'UnsortedSegmentSum',
  },
  {
    name: 'GatherV2: columns, with gradient',
    inputs: { x: floats([3, 4]), ids: IDS },
    fn: ({ x, ids }) => tf.gather(x, ids as tf.Tensor1D, -1),
    gradients: true,
  },
  {
    name: 'UnsortedSegmentSum',
    inputs: { x: floats([5, 2]), ids: IDS },
    fn: ({ x, ids }) => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 6),
    gradients: true,
  },
  {
    name: 'OneHot',
    inputs: { ids: integers(0, 4, [2, 3]) },
    fn: ({ ids }) => tf.oneHot(ids as tf.Tensor2D, 4),
  },
  {
    name: 'OneHot: float, on and off',
    inputs: { ids: integers(0, 4, [3]) },
    fn: ({ ids }) => tf.oneHot(ids as tf.Tensor1D, 4, 0.9, 0.1, 'float32'),
  },
  moves('Pack: first axis', (x) => tf.stack([x, tf.neg(x)])),
  moves('Pack: last axis', (x) => tf.stack([x, tf.neg(x)], -1)),
  moves('PadV2', (x) =>
    tf.pad(
      x,
      [
        [1, 0],
        [0, 2],
        [1, 1],
      ],
      -3,
    ),
  ),
  moves('Reshape: inferred', (x) => tf.reshape(x, [4, -1])),
  moves('Reshape: back and forth', (x) => tf.reshape(tf.reshape(x, [24]), [2, 3, 4])),
  moves('Reshape: to scalar', (x) => tf.reshape(tf.reshape(x, []), [1, 1]), floats([1])),
  moves('Reverse: two axes', (x) => tf.reverse(x, [0, -1])),
  moves('Slice: block', (x) => tf.slice(x as tf.Tensor3D, [1, 0, 2], [1, -1, 2])),
  moves('Slice: of a slice of a vector', (x) => tf.slice(tf.slice(x as tf.Tensor1D, 2, 6), 1, 3), floats([9])),
  moves('SplitV: uneven', (x) => tf.concat(tf.split(x, [1, 3], 2).reverse(), 2)),
  moves('StridedSlice: forward', (x) => tf.stridedSlice(x, [0, 1, 0], [2, 3, 4], [1, 1, 2])),
  moves('StridedSlice: backward to the first element', (x) => tf.stridedSlice(x, [3], [-9], [-1]), floats([5])),
  moves('StridedSlice: drops an axis', (x) => tf.stridedSlice(x, [0, -1], [2, 0], [1, 1], 0, 0, 0, 0, 2)),
  moves('Tile', (x) => tf.tile(x, [1, 2, 3])),
  moves('Tile: broadcast', (x) => tf.mul(tf.broadcastTo(x, [3, 2, 4]), 2), floats([1, 4])),
  moves('Transpose', (x) => tf.transpose(x, [2, 0, 1])),
  moves('Unpack', (x) => tf.unstack(x, 1)[2]),
  moves('Unpack: vector to scalars', (x) => tf.unstack(x)[1], values(4, 5, 6)),
];
