/** Whether libtensorflow computes what it should, on the device that it should. */

import { full, type NdArray } from '../arrays.js';
import { compileUpdate } from '../compileUpdate.js';
import { type RandomStream, randomStream } from '../random.js';
import { tf } from '../tf.js';
import { loadTensorflow, type TensorflowBackend } from './binding.js';
import type { TensorflowFlavour } from './installation.js';

const TOLERANCE = 1e-5;

function normal(shape: [number, number], stream: RandomStream): tf.Tensor2D {
  return tf.tensor2d(stream.fillNormal(new Float32Array(shape[0] * shape[1])), shape);
}

/** The largest difference, relative to the largest wanted number. */
function distance(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let [worst, scale] = [0, 1e-30];
  for (let i = 0; i < wanted.length; i++) {
    worst = Math.max(worst, Math.abs(got[i] - wanted[i]));
    scale = Math.max(scale, Math.abs(wanted[i]));
  }
  return got.length === wanted.length && Number.isFinite(worst) ? worst / scale : Number.POSITIVE_INFINITY;
}

/** Gradients of a small network's loss with respect to its weights, on the current backend. */
function gradients(): Float32Array {
  return tf.tidy(() => {
    const stream = randomStream(7, 'check');
    const [x, w, v] = [normal([32, 12], stream), normal([12, 16], stream), normal([16, 1], stream)];
    const loss = (a: tf.Tensor, b: tf.Tensor) => {
      const hidden = tf.relu(tf.matMul(x, a as tf.Tensor2D));
      return tf.mean(tf.softplus(tf.square(tf.matMul(tf.tanh(hidden) as tf.Tensor2D, b as tf.Tensor2D)))) as tf.Scalar;
    };
    const { grads } = tf.valueAndGrads(loss as (...xs: tf.Tensor[]) => tf.Scalar)([w, v]);
    return tf.concat(grads.map((g) => g.flatten())).dataSync() as Float32Array;
  });
}

function checkProduct(): void {
  const [rows, inner, columns] = [37, 53, 29];
  const stream = randomStream(3, 'check');
  const [a, b] = [rows * inner, inner * columns].map((size) => stream.fillNormal(new Float32Array(size)));
  const wanted = Float64Array.from({ length: rows * columns }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a[Math.floor(at / columns) * inner + k] * b[k * columns + (at % columns)];
    return sum;
  });
  const got = tf.tidy(() => tf.matMul(tf.tensor2d(a, [rows, inner]), tf.tensor2d(b, [inner, columns])).dataSync());
  if (distance(got, wanted) > TOLERANCE) throw new Error('a matrix product differs from the one computed by hand');
}

function checkMemory({ binding }: TensorflowBackend): void {
  gradients();
  const before = [tf.memory().numTensors, binding.getNumOfTensors()];
  for (let i = 0; i < 100; i++) gradients();
  const after = [tf.memory().numTensors, binding.getNumOfTensors()];
  if (after.join() !== before.join())
    throw new Error(`100 gradients leak tensors: ${before.join(' and ')} before, ${after.join(' and ')} after`);
}

/** One compiled step, with its state in a session: x ← x + 2·y, three times. */
async function checkSession(): Promise<void> {
  const state = { x: full([3], 1) };
  const step = await compileUpdate(
    ({ x }, { y }) => ({ state: { x: tf.add(x, tf.mul(y, 2)) }, outputs: { sum: tf.sum(x) } }),
    state,
    { y: full([3], 0.5) },
    { engine: 'tensorflow' },
  );
  let sum = 0;
  for (let i = 0; i < 3; i++) sum = ((await step.run({ y: full([3], 0.5) })).sum as NdArray).data[0];
  const { engine, state: last } = step;
  if (engine !== 'tensorflow' || sum !== 9 || last.x.data.some((value) => value !== 4))
    throw new Error(`a compiled step gave ${sum} and ${last.x.data} (${engine}), expected 9 and 4,4,4`);
  await step.dispose();
}

/**
 * Checks the installed libtensorflow: a product by hand, gradients against tfjs's `cpu` backend, that repeated gradients
 * leave no tensor behind, a compiled step; with `gpu`, that its ops run on a GPU.
 *
 * @param flavour processor or GPU
 * @returns what was found, as a sentence
 * @throws Error naming what is wrong
 */
export async function checkTensorflow(flavour: TensorflowFlavour): Promise<string> {
  await tf.setBackend('cpu');
  const wanted = gradients();
  const backend = loadTensorflow(flavour === 'gpu' ? 'gpu' : 'any');
  await tf.setBackend('tensorflow');
  checkProduct();
  if (distance(gradients(), wanted) > TOLERANCE) throw new Error("gradients differ from those of tfjs's cpu backend");
  checkMemory(backend);
  await checkSession();
  await tf.setBackend('cpu');
  return `libtensorflow ${backend.binding.TF_Version} on the ${backend.isUsingGpuDevice ? 'GPU' : 'processor'}: products, gradients, memory and a compiled step are right`;
}
