/** `compile`: values, notices, and what it refuses. */

import { beforeAll, describe, expect, it } from 'vitest';
import { full, type NdArray, zeros } from '../../src/arrays/index.js';
import { compile, runEagerly, tf } from '../../src/compute/index.js';

const VECTOR: NdArray = { shape: [3], data: Float32Array.of(1, 2, 3) };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Compiles with the notices collected. */
async function compileNoting(
  fn: Parameters<typeof compile>[0],
  example: { readonly [name: string]: NdArray } = { x: VECTOR },
) {
  const notices: string[] = [];
  const compiled = await compile(fn as never, example, { onNotice: (message) => notices.push(message) });
  return { compiled, notices };
}

describe('a compiled function', () => {
  it('gives nested outputs, the example in its own documentation', async () => {
    const square = await compile(({ x }) => ({ y: x.mul(x), twice: { z: tf.mul(x, 2) } }), { x: full([2], 3) });
    const { y, twice } = await square.run({ x: full([2], 3) });
    expect(square.engine).toBe('onnx');
    expect(y).toEqual({ shape: [2], data: Float32Array.of(9, 9) });
    expect(twice.z.data).toEqual(Float32Array.of(6, 6));
  });

  it('gives outputs that do not depend on inputs, equal ones twice, and inputs themselves', async () => {
    const fn = ({ x }: { readonly x: tf.Tensor }) => ({ x, one: tf.ones([2]), a: tf.exp(x), b: tf.exp(x) });
    const inputs = { x: VECTOR };
    const { run } = await compile(fn, inputs);
    expect(await run(inputs)).toEqual(await runEagerly(fn as never, inputs));
  });

  it('sees arrays that were refilled', async () => {
    const { run } = await compile(({ x }) => ({ y: tf.neg(x) }), { x: VECTOR });
    const x = { shape: [3], data: Float32Array.of(1, 1, 1) };
    await run({ x });
    x.data.set([4, 5, 6]);
    expect((await run({ x })).y.data).toEqual(Float32Array.of(-4, -5, -6));
  });

  it('takes tensors from outside as constants and leaves them usable', async () => {
    const outside = tf.tensor1d([10, 20, 30]);
    const fn = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.add(x, outside) });
    const [first, second] = [await compile(fn, { x: VECTOR }), await compile(fn, { x: VECTOR })];
    expect((await first.run({ x: VECTOR })).y.data).toEqual(Float32Array.of(11, 22, 33));
    expect((await second.run({ x: VECTOR })).y.data).toEqual(Float32Array.of(11, 22, 33));
    expect(Array.from(outside.dataSync())).toEqual([10, 20, 30]);
    outside.dispose();
  });

  it('leaves no tensors behind, and the backend as it was', async () => {
    const before = tf.memory().numTensors;
    await compile(({ x }) => ({ g: tf.grad((t) => tf.sum(tf.square(t)))(x) }), { x: VECTOR });
    expect(tf.memory().numTensors).toBe(before);
    expect(tf.getBackend()).toBe('cpu');
  });
});

describe('a function without a graph form runs eagerly', () => {
  it('naming the op, once', async () => {
    const fn = ({ x }: { readonly x: tf.Tensor }) => ({ y: tf.topk(x, 2).values });
    const { compiled, notices } = await compileNoting(fn as never);
    expect(compiled.engine).toBe('eager');
    expect(notices).toEqual([expect.stringContaining('the op TopK has no compiled form')]);
    expect(await compiled.run({ x: VECTOR })).toEqual({ y: { shape: [2], data: Float32Array.of(3, 2) } });
    expect((await compileNoting(fn as never)).notices).toEqual([]);
  });

  it('naming a variant of an op', async () => {
    const fn = ({ x, i }: Readonly<Record<string, tf.Tensor>>) => ({ y: tf.gather(x, i as tf.Tensor2D, 1, 1) });
    const inputs = { x: full([2, 3], 1), i: { shape: [2, 1], data: Int32Array.of(0, 2) } };
    const { compiled, notices } = await compileNoting(fn as never, inputs);
    expect(notices).toEqual([expect.stringContaining('GatherV2 with batchDims > 0')]);
    expect((await compiled.run(inputs)) as object).toEqual({ y: full([2, 1], 1) });
  });

  it('when it branches on a value', async () => {
    const { compiled, notices } = await compileNoting((({ x }: { readonly x: tf.Tensor }) => ({
      y: (x.dataSync()[0] as number) > 0 ? tf.neg(x) : x,
    })) as never);
    expect(notices).toEqual([expect.stringContaining('a tensor is read while the function runs')]);
    expect(await compiled.run({ x: VECTOR })).toEqual({ y: { shape: [3], data: Float32Array.of(-1, -2, -3) } });
  });

  it('but passes on errors of the function itself', async () => {
    const wrong = (({ x }: { readonly x: tf.Tensor }) => ({
      y: tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D),
    })) as never;
    await expect(compile(wrong, { x: full([2, 3], 1) })).rejects.toThrow(
      /inner dimensions 3 and 2 of shapes \[2,3\] and \[2,3\] differ/,
    );
    expect(tf.getBackend()).toBe('cpu');
  });
});

describe.each(['onnx', 'eager'] as const)('%s refuses', (engine) => {
  const compiled = () => compile(({ x }) => ({ y: tf.neg(x) }), { x: zeros([2, 3]) }, { engine });

  it('another shape, naming both', async () => {
    const { run } = await compiled();
    await expect(run({ x: zeros([3, 2]) })).rejects.toThrow(/'x' has shape \[3,2\] and 6 elements, expected \[2,3\]/);
    await expect(run({ x: { shape: [2, 3], data: new Float32Array(5) } })).rejects.toThrow(/5 elements/);
  });

  it('a missing input', async () => {
    await expect((await compiled()).run({} as never)).rejects.toThrow(/input 'x' is missing; expected shape \[2,3\]/);
  });

  it('another element type', async () => {
    const x = { shape: [2, 3], data: new Int32Array(6) };
    await expect((await compiled()).run({ x })).rejects.toThrow(/'x' is a Int32Array, expected Float32Array/);
  });
});
