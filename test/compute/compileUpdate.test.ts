/** `compileUpdate`: resident state, both engines, structure errors, flat memory. */

import { beforeAll, describe, expect, it } from 'vitest';
import { copyTree, full, zeros } from '../../src/arrays/index.js';
import { compileUpdate, type TensorTree, tf, type UpdateFunction } from '../../src/compute/index.js';
import { regression, regressionStep } from './regression.js';

const ENGINES = ['onnx', 'eager'] as const;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A counter, and a matrix large enough to have a buffer of its own. */
const STATE = { small: { count: full([], 0) }, large: zeros([200, 120]) };
const INPUTS = { x: full([], 2) };

const counting: UpdateFunction<typeof STATE, typeof INPUTS, TensorTree> = (state, { x }) => ({
  state: { small: { count: tf.add(state.small.count, 1) }, large: tf.add(state.large, x) },
  outputs: { product: tf.mul(state.small.count, x) },
});

describe.each(ENGINES)('%s', (engine) => {
  it('carries its state from step to step, and leaves the initial arrays alone', async () => {
    const update = await compileUpdate(counting, STATE, INPUTS, { engine });
    expect(update.engine).toBe(engine);
    for (const x of [1, 2, 3]) await update.run({ x: full([], x) });
    expect(update.state.small.count.data[0]).toBe(3);
    expect(update.state.large).toEqual(full([200, 120], 6));
    expect((await update.run({ x: full([], 5) })).product.data).toEqual(Float32Array.of(15));
    expect(STATE.large.data.every((value) => value === 0)).toBe(true);
  });

  it('takes a state that it is given, by copy', async () => {
    const update = await compileUpdate(counting, STATE, INPUTS, { engine });
    const given = { small: { count: full([], 10) }, large: full([200, 120], 1) };
    update.setState(given);
    await update.run(INPUTS);
    await update.run(INPUTS);
    expect(update.state.small.count.data[0]).toBe(12);
    expect(update.state.large.data[7]).toBe(5);
    expect(given.small.count.data[0]).toBe(10);
    expect(() => update.setState({ ...given, large: zeros([2, 2]) })).toThrow(/'large' has shape \[2,2\]/);
  });

  it('returns to the same state from a copy', async () => {
    const update = await compileUpdate(counting, STATE, INPUTS, { engine });
    await update.run(INPUTS);
    const copy = copyTree(update.state);
    await update.run(INPUTS);
    const after = copyTree(update.state);
    update.setState(copy as typeof STATE);
    await update.run(INPUTS);
    expect(copyTree(update.state)).toEqual(after);
  });

  it('keeps its state when a run fails', async () => {
    const update = await compileUpdate(counting, STATE, INPUTS, { engine });
    await update.run(INPUTS);
    await expect(update.run({ x: zeros([2]) })).rejects.toThrow(TypeError);
    expect(update.state.small.count.data[0]).toBe(1);
  });
});

describe('a step must keep its state', () => {
  const one = { a: zeros([2]), b: zeros([3]) };
  const compiled = (state: (given: Readonly<Record<string, tf.Tensor>>) => TensorTree) =>
    compileUpdate((given) => ({ state: state(given) as never, outputs: {} }), one, {});

  it.each([
    ['drops a leaf', ({ a }) => ({ a }), /returned no 'b'/],
    ['adds a leaf', ({ a, b }) => ({ a, b, c: a }), /returned 'c', which its state does not have/],
    ['changes a shape', ({ a, b }) => ({ a, b: tf.concat([b, a]) }), /returned 'b' as \[5\]; it came as \[3\]/],
  ] satisfies [string, Parameters<typeof compiled>[0], RegExp][])('%s', async (_, step, message) => {
    await expect(compiled(step)).rejects.toThrow(message);
  });

  it('which is float32', async () => {
    const state = { steps: { shape: [], data: Int32Array.of(0) } };
    await expect(compileUpdate((s) => ({ state: s, outputs: {} }), state, {})).rejects.toThrow(
      /'steps' is int32; a step's state must be float32/,
    );
  });
});

describe('memory stays flat', () => {
  it('over 10,000 compiled updates', async () => {
    const { state, inputs } = regression();
    const update = await compileUpdate(regressionStep, state, inputs);
    const run = async (count: number) => {
      for (let i = 0; i < count; i++) await update.run(inputs);
      return { tensors: tf.memory().numTensors, bytes: process.memoryUsage.rss() };
    };
    const first = (await update.run(inputs)).loss.data[0];
    const before = await run(2000);
    const after = await run(10_000);
    expect(after.tensors).toBe(before.tensors);
    // A leak of one output alone would be 10,000 × 64 bytes of native memory and more of handles; garbage is some MB.
    expect(after.bytes - before.bytes).toBeLessThan(40e6);
    expect((await update.run(inputs)).loss.data[0]).toBeLessThan(first / 2);
  });

  it('over 300 eager updates', async () => {
    const { state, inputs } = regression();
    const update = await compileUpdate(regressionStep, state, inputs, { engine: 'eager' });
    await update.run(inputs);
    const before = tf.memory();
    for (let i = 0; i < 300; i++) await update.run(inputs);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
  });
});
