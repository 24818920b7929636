/** Whether libtensorflow computes what it should, on the device that it should. */

import { full, type NdArray } from '../../../arrays/index.js';
import { compileUpdate } from '../../compileUpdate.js';
import { toTensors } from '../../tensorTree.js';
import { tf } from '../../tf.js';
import { CHECK_TOLERANCE, distance, knownProduct, networkGradients, smallNetwork } from '../knownNumbers.js';
import { loadTensorflow, type TensorflowBackend } from './binding.js';
import type { TensorflowFlavour } from './installation.js';

/** Gradients on the current backend. */
function gradients(): Float32Array {
  return tf.tidy(() => networkGradients(toTensors(smallNetwork())).dataSync()) as Float32Array;
}

function checkProduct(): void {
  const { wanted, ...operands } = knownProduct();
  const got = tf.tidy(() => {
    const { a, b } = toTensors(operands);
    return tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D).dataSync();
  });
  if (distance(got, wanted) > CHECK_TOLERANCE)
    throw new Error('a matrix product differs from the one computed by hand');
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
  if (distance(gradients(), wanted) > CHECK_TOLERANCE)
    throw new Error("gradients differ from those of tfjs's cpu backend");
  checkMemory(backend);
  await checkSession();
  await tf.setBackend('cpu');
  return `libtensorflow ${backend.binding.TF_Version} on the ${backend.isUsingGpuDevice ? 'GPU' : 'processor'}: products, gradients, memory and a compiled step are right`;
}
