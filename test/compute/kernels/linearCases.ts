/** Cases of matrix products, convolutions, pooling, resizing. */

import { layerNorm, tf } from '../../../src/compute/index.js';
import { between, floats, type KernelCase } from './kernelCase.js';

function product(name: string, a: number[], b: number[], transposeA = false, transposeB = false): KernelCase {
  return {
    name: `BatchMatMul: ${name}`,
    inputs: { a: floats(a, 1), b: floats(b, 2) },
    fn: (given) => tf.matMul(given.a, given.b, transposeA, transposeB),
    gradients: true,
  };
}

type ConvolutionOptions = { strides?: [number, number] | number; pad?: 'same' | 'valid' | number; dilations?: number };

function convolution(
  name: string,
  x: number[],
  w: number[],
  options: ConvolutionOptions,
  inGradient?: string,
): KernelCase {
  const { strides = 1, pad = 'same', dilations = 1 } = options;
  return {
    name: `Conv2D: ${name}`,
    inputs: { x: floats(x, 1), w: floats(w, 2) },
    fn: (given) => tf.conv2d(given.x as tf.Tensor4D, given.w as tf.Tensor4D, strides, pad, 'NHWC', dilations),
    gradients: dilations === 1,
    inGradient,
  };
}

function convolution1d(name: string, stride: number, pad: 'same' | 'valid', width = 3): KernelCase {
  return {
    name: `Conv2D: in one dimension, ${name}`,
    inputs: { x: floats([2, 8, 3], 1), w: floats([width, 3, 4], 2) },
    fn: (given) => tf.conv1d(given.x as tf.Tensor3D, given.w as tf.Tensor3D, stride, pad),
    gradients: true,
  };
}

const IMAGE = floats([2, 7, 6, 3]);
// tfjs's own gradient of resizing reads past the first image of a batch.
const ONE_IMAGE = floats([1, 7, 6, 3]);
const on = (name: string, fn: (x: tf.Tensor4D) => tf.Tensor, inGradient?: string, x = IMAGE): KernelCase => ({
  name,
  inputs: { x },
  fn: (given) => fn(given.x as tf.Tensor4D),
  gradients: true,
  inGradient,
});

const LAYER = { x: floats([5, 6]), gain: between(0.5, 1.5, [6]), bias: floats([6]), w: floats([4, 6]) };

const { w: _w, ...AFFINE } = LAYER;

/** All cases of linear algebra on batches, sequences and images. */
export const linearCases: readonly KernelCase[] = [
  product('plain', [3, 4], [4, 2]),
  product('left transposed', [4, 3], [4, 2], true),
  product('right transposed', [3, 4], [2, 4], false, true),
  product('both transposed', [4, 3], [2, 4], true, true),
  product('one row', [1, 4], [4, 1]),
  product('batched', [5, 3, 4], [5, 4, 2]),
  product('batched, transposed', [5, 4, 3], [5, 2, 4], true, true),
  product('two batch axes', [2, 3, 4, 5], [2, 3, 5, 2]),
  { ...product('broadcast batch', [2, 3, 4], [1, 4, 5]), gradients: false },
  {
    name: 'BatchMatMul: with bias',
    inputs: { x: LAYER.x, w: LAYER.w, b: floats([4]) },
    fn: ({ x, w, b }) => tf.add(b, tf.matMul(x, w, false, true)),
    gradients: true,
  },
  {
    name: 'BatchMatMul: product used beside its biased form',
    inputs: { x: LAYER.x, w: LAYER.w, b: floats([4]) },
    fn: ({ x, w, b }) => {
      const y = tf.matMul(x, w, false, true);
      return tf.mul(y, tf.add(y, b));
    },
    gradients: true,
  },
  ...(['linear', 'relu', 'sigmoid', 'elu'] as const).map((activation) => ({
    name: `_FusedMatMul: ${activation}`,
    inputs: { a: floats([3, 4]), b: floats([4, 2]), bias: floats([2]) },
    fn: ({ a, b, bias }: Readonly<Record<string, tf.Tensor>>) => tf.fused.matMul({ a, b, bias, activation }),
  })),
  {
    name: 'Einsum: attention scores',
    inputs: { q: floats([2, 3, 4, 5], 1), k: floats([2, 3, 6, 5], 2) },
    fn: ({ q, k }) => tf.einsum('bhqd,bhkd->bhqk', q, k),
  },
  { name: 'LayerNormalization', inputs: AFFINE, fn: ({ x, gain, bias }) => layerNorm(x, gain, bias), gradients: true },
  {
    name: 'LayerNormalization: of sequences, far from zero',
    inputs: { x: between(4, 6, [2, 3, 8]), gain: between(0.5, 1.5, [8]), bias: floats([8]) },
    fn: ({ x, gain, bias }) => layerNorm(x, gain, bias),
    gradients: true,
  },
  {
    name: 'LayerNormalization: of a constant row',
    inputs: { gain: LAYER.gain, bias: LAYER.bias, x: floats([3, 1]) },
    fn: ({ x, gain, bias }) => layerNorm(tf.broadcastTo(x, [3, 6]), gain, bias),
  },
  convolution('same', [2, 5, 6, 3], [3, 3, 3, 4], {}, 'Conv2DBackpropFilter'),
  convolution('same, strided', [2, 5, 6, 3], [3, 3, 3, 4], { strides: 2 }, 'Conv2DBackpropInput'),
  convolution('valid, strides leave a rest', [1, 8, 7, 2], [3, 2, 2, 3], { pad: 'valid', strides: [3, 2] }),
  convolution('padded by number', [1, 5, 5, 2], [3, 3, 2, 2], { pad: 1 }),
  convolution('dilated', [1, 7, 7, 2], [3, 3, 2, 2], { dilations: 2 }),
  convolution('one pixel', [2, 4, 4, 3], [1, 1, 3, 5], {}),
  convolution1d('same', 1, 'same'),
  convolution1d('even width, strided', 2, 'same', 4),
  convolution1d('valid', 1, 'valid'),
  {
    name: 'FusedConv2D',
    inputs: { x: IMAGE, w: floats([3, 3, 3, 4]), b: floats([4]) },
    fn: ({ x, w, b }) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: w as tf.Tensor4D,
        bias: b,
        strides: 1,
        pad: 'same',
        activation: 'relu',
      }),
  },
  {
    name: 'Conv2DBackpropInput: transposed convolution',
    inputs: { x: floats([2, 4, 1, 3]), w: floats([4, 1, 5, 3]) },
    fn: ({ x, w }) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 8, 1, 5], [2, 1], 'same'),
    gradients: true,
  },
  on('MaxPool: overlapping windows', (x) => tf.maxPool(x, 3, 2, 'same'), 'MaxPoolGrad'),
  on('MaxPool: valid', (x) => tf.maxPool(x, 2, 2, 'valid')),
  on('AvgPool: valid', (x) => tf.avgPool(x, [3, 2], [2, 2], 'valid'), 'AvgPoolGrad'),
  { ...on('AvgPool: same', (x) => tf.avgPool(x, 3, 2, 'same')), gradients: false },
  on(
    'ResizeNearestNeighbor: twice as large',
    (x) => tf.image.resizeNearestNeighbor(x, [14, 12]),
    'ResizeNearestNeighborGrad',
    ONE_IMAGE,
  ),
  on('ResizeNearestNeighbor: smaller', (x) => tf.image.resizeNearestNeighbor(x, [3, 4]), undefined, ONE_IMAGE),
  {
    ...on('ResizeNearestNeighbor: half-pixel centres', (x) => tf.image.resizeNearestNeighbor(x, [10, 5], false, true)),
    gradients: false,
  },
];
