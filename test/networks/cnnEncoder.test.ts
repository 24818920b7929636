import { describe, expect, it } from 'vitest';
import { type ArrayTree, flattenTree, type NdArray, sizeOf } from '../../src/arrays/index.js';
import { compile, runEagerly, type Tensors, type TensorTree, tf, valueAndGradients } from '../../src/compute/index.js';
import { cnnEncode, cnnEncoderInit, cnnWidth } from '../../src/networks/index.js';
import { randomStream } from '../../src/random/index.js';
import { expectClose } from '../contracts/computeKernel.js';

const model = { channels: [4, 5, 3] };
const params = cnnEncoderInit(randomStream(1, 'init'), 3, model);
const shape = [3, 10, 12, 3];
const pictures: NdArray = {
  shape,
  data: randomStream(2, 'test')
    .fillUniform(new Float32Array(sizeOf(shape)), 0, 255)
    .map(Math.round),
};

/** One output of a 3 × 3 convolution with as little padding as covers the picture, before ReLU. */
function convolvedByHand(x: number[][][], w: NdArray, stride: number, [row, column, channel]: number[]): number {
  const [height, width, inputs] = [x.length, x[0].length, x[0][0].length];
  const outputs = w.shape[3];
  // An odd number of rows more goes behind.
  const pad = (side: number) => Math.floor(Math.max(0, (Math.ceil(side / stride) - 1) * stride + 3 - side) / 2);
  let sum = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++)
      for (let c = 0; c < inputs; c++) {
        const value = x[stride * row + i - pad(height)]?.[stride * column + j - pad(width)]?.[c] ?? 0;
        sum += value * w.data[((i * 3 + j) * inputs + c) * outputs + channel];
      }
  return sum;
}

/** [height][width][channels] of a function of places. */
const grid = (height: number, width: number, channels: number, of: (r: number, c: number, k: number) => number) =>
  Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => Array.from({ length: channels }, (_, k) => of(r, c, k))),
  );

describe('the convolutional encoder', () => {
  it('is what loops over pixels give: three convolutions, then where each channel is on average', async () => {
    const { conv0, conv1, conv2 } = params as Record<string, Record<'w' | 'b', NdArray>>;
    const relu = (x: number) => Math.max(0, x);
    const picture = grid(10, 12, 3, (r, c, k) => pictures.data[(r * 12 + c) * 3 + k] / 255 - 0.5);
    const first = grid(5, 6, 4, (...at) => relu(convolvedByHand(picture, conv0.w, 2, at)));
    const second = grid(3, 3, 5, (...at) => relu(convolvedByHand(first, conv1.w, 2, at)));
    const map = grid(3, 3, 3, (...at) => convolvedByHand(second, conv2.w, 1, at));
    const inputs = { params, pictures };
    const encode = ({ params: p, pictures: x }: Tensors<typeof inputs>) => ({ out: cnnEncode(p as TensorTree, x) });
    const { out } = (await runEagerly(encode as never, inputs)) as { out: NdArray };
    expect(out.shape).toEqual([3, cnnWidth(model)]);
    for (let k = 0; k < 3; k++) {
      const weights = map.map((row) => row.map((cell) => Math.exp(10 * cell[k])));
      const total = weights.flat().reduce((sum, w) => sum + w, 0);
      const mean = (place: (r: number, c: number) => number) =>
        weights.reduce((sum, row, r) => row.reduce((s, w, c) => s + (w / total) * place(r, c), sum), 0);
      // Middles of three cells from −1 to 1: −2/3, 0, 2/3; x first.
      expect(out.data[2 * k]).toBeCloseTo(
        mean((_, c) => (2 / 3) * (c - 1)),
        4,
      );
      expect(out.data[2 * k + 1]).toBeCloseTo(
        mean((r) => (2 / 3) * (r - 1)),
        4,
      );
    }
  });

  it('is the same compiled, with its gradients', async () => {
    const inputs = { params, pictures };
    const both = (given: Tensors<typeof inputs>) =>
      valueAndGradients((p: TensorTree) => {
        const z = cnnEncode(p, given.pictures);
        return tf.sum(tf.mul(z, tf.tensor1d([1, -2, 3, 4, -5, 6])));
      }, given.params as TensorTree) as unknown as TensorTree;
    const program = await compile(both, inputs);
    const [compiled, eager] = [await program.run(inputs), await runEagerly(both as never, inputs)];
    const wanted = new Map(flattenTree(eager as ArrayTree));
    expect(wanted.size).toBe(6);
    for (const [path, leaf] of flattenTree(compiled as ArrayTree)) expectClose(leaf, wanted.get(path)!, path);
    await program.dispose();
  });
});
