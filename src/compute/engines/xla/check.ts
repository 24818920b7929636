/** Whether XLA computes what it should, on the device that it should. */

import { full, type NdArray } from '../../../arrays/index.js';
import { compileUpdate } from '../../compileUpdate.js';
import { sourceOf } from '../../source.js';
import type { TensorTree } from '../../tensorTree.js';
import { tf } from '../../tf.js';
import { runEagerly } from '../eager/runEagerly.js';
import { CHECK_TOLERANCE, distance, knownProduct, networkGradients, smallNetwork } from '../knownNumbers.js';
import { isXlaInstalled, type XlaFlavour } from './installation.js';
import { openXla } from './openXla.js';
import { xla } from './xla.js';

type Network = Parameters<typeof networkGradients>[0];

const dataOf = (tree: object, name: string) => (tree as Readonly<Record<string, NdArray>>)[name].data;

async function checkProduct(flavour: XlaFlavour): Promise<void> {
  const { wanted, ...operands } = knownProduct();
  const fn = ({ a, b }: TensorTree) => ({ y: tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D) });
  const compiled = await xla.load(sourceOf(fn, operands), { threads: 1, device: flavour });
  const got = dataOf(await compiled.run(operands), 'y');
  await compiled.dispose();
  if (distance(got, wanted) > CHECK_TOLERANCE)
    throw new Error('a matrix product differs from the one computed by hand');
}

async function checkGradients(flavour: XlaFlavour): Promise<void> {
  const fn = (given: TensorTree) => ({ gradients: networkGradients(given as unknown as Network) });
  const compiled = await xla.load(sourceOf(fn, smallNetwork()), { threads: 1, device: flavour });
  const got = dataOf(await compiled.run(smallNetwork()), 'gradients');
  await compiled.dispose();
  const wanted = dataOf(await runEagerly(fn, smallNetwork()), 'gradients');
  if (distance(got, wanted) > CHECK_TOLERANCE) throw new Error("gradients differ from those of tfjs's cpu backend");
}

/** Steps until the allocator has what it keeps for itself, and those over which nothing may be left behind. */
const [FIRST_STEPS, STEPS] = [100, 200];
/** 4 MiB: a hundred states that are not freed cannot be overlooked. */
const STATE_LENGTH = 1 << 20;
const MEBIBYTE = 1 << 20;

/** A step whose state stays on the device: x ← x + 2·y. Its memory is freed. */
async function checkSteps(flavour: XlaFlavour): Promise<void> {
  const fn = ({ x }: TensorTree, { y }: TensorTree) => {
    const next = tf.add(x as tf.Tensor, tf.mul(y as tf.Tensor, 2));
    return { state: { x: next }, outputs: { last: tf.slice(next as tf.Tensor1D, [STATE_LENGTH - 1], [1]) } };
  };
  const state = { x: full([STATE_LENGTH], 1) };
  const step = await compileUpdate(fn as never, state, { y: full([1], 0.5) }, { engine: 'xla', device: flavour });
  const run = async () => dataOf(await step.run({ y: full([1], 0.5) }), 'last')[0];
  for (let i = 0; i < FIRST_STEPS; i++) await run();
  const before = process.memoryUsage().rss;
  for (let i = 1; i < STEPS; i++) await run();
  const last = await run();
  const grown = (process.memoryUsage().rss - before) / MEBIBYTE;
  const [first] = step.state.x.data;
  await step.dispose();
  const wanted = 1 + FIRST_STEPS + STEPS;
  if (last !== wanted || first !== wanted) throw new Error(`steps gave ${first} and ${last}, expected ${wanted}`);
  if (grown > STEPS) throw new Error(`${STEPS} steps with a state of 4 MiB left ${grown.toFixed(0)} MiB behind`);
}

/**
 * Checks an installed plugin: a product by hand, gradients against tfjs's `cpu` backend, a training step and its memory;
 * with `gpu`, that its device is one.
 *
 * @param flavour processor or GPU
 * @returns what was found, as a sentence
 * @throws Error naming what is wrong
 */
export async function checkXla(flavour: XlaFlavour): Promise<string> {
  if (!isXlaInstalled(flavour))
    throw new Error(`nothing is set up: 'dawnlab setup xla${flavour === 'gpu' ? ' --gpu' : ''}' does it`);
  await tf.setBackend('cpu');
  const { description, plugin } = openXla(flavour, 1);
  if (flavour === 'gpu' && /^cpu\b/i.test(description)) throw new Error(`the plugin found ${description}, no GPU`);
  await checkProduct(flavour);
  await checkGradients(flavour);
  await checkSteps(flavour);
  return `XLA on ${description} (PJRT ${plugin.version}): products, gradients, memory and a training step are right`;
}
