/** What programs take and give back, what they leave in memory, and what is kept of them on the disk. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ArrayTree, full, type NdArray } from '../../src/arrays/index.js';
import { traceBatched } from '../../src/compute/batched.js';
import { openXla } from '../../src/compute/engines/xla/openXla.js';
import { openProgram } from '../../src/compute/engines/xla/program.js';
import { compileOnce } from '../../src/compute/engines/xla/programCache.js';
import {
  type CompileOptions,
  compile,
  compileUpdate,
  entryAt,
  stackTrees,
  type TensorTree,
  tf,
} from '../../src/compute/index.js';
import { type Regression, regression, regressionStep } from '../compute/regression.js';
import { expectClose } from '../contracts/computeKernel.js';
import { missingXla } from './installed.js';

const floats = (...data: number[]): NdArray => ({ shape: [data.length], data: Float32Array.from(data) });
const integers = (...data: number[]): NdArray => ({ shape: [data.length], data: Int32Array.from(data) });

/** Compiles, runs once and frees. */
async function once(
  fn: (inputs: Readonly<Record<string, tf.Tensor>>) => TensorTree,
  inputs: Readonly<Record<string, NdArray>>,
  options: CompileOptions = {},
): Promise<Readonly<Record<string, NdArray>>> {
  const compiled = await compile(fn as never, inputs as never, { engine: 'xla', ...options });
  expect(compiled.engine).toBe('xla');
  const outputs = await compiled.run(inputs as never);
  await compiled.dispose();
  return outputs as unknown as Readonly<Record<string, NdArray>>;
}

const MEBIBYTE = 1 << 20;

describe.skipIf(missingXla())('a program on XLA', () => {
  it('takes and gives floats and integers, whatever of them is used', async () => {
    const inputs = { x: floats(1.5, -0, Number.NaN), n: integers(2 ** 31 - 1, -1, 0), unused: integers(7) };
    const { sum, same, none, constant } = await once(
      ({ x, n }) => ({
        sum: tf.add(n, tf.scalar(1, 'int32')),
        same: tf.clone(x),
        none: tf.zeros([0, 3]),
        constant: tf.scalar(3),
      }),
      inputs,
    );
    expect([...sum.data]).toEqual([-(2 ** 31), 0, 1]);
    expect(sum.data).toBeInstanceOf(Int32Array);
    expect([...same.data]).toEqual([1.5, -0, Number.NaN]);
    expect([none.shape, none.data.length, constant.data[0]]).toEqual([[0, 3], 0, 3]);
  });

  it('keeps NaN and infinities where tfjs has them', async () => {
    const x = floats(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, 1e-30, 2);
    const fn = ({ x: t }: Readonly<Record<string, tf.Tensor>>) => ({
      relu: tf.relu(t),
      above: tf.maximum(t, 0.5),
      clipped: tf.clipByValue(t, -1, 1),
      largest: tf.max(t),
      softplus: tf.softplus(t),
      angle: tf.atan(t),
      isNan: tf.isNaN(t),
      isInf: tf.isInf(t),
      masked: tf.mul(t, tf.greaterEqual(t, 1).toFloat()),
    });
    const given = await once(fn, { x });
    const eager = await compile(fn as never, { x }, { engine: 'eager' });
    const wanted = (await eager.run({ x })) as unknown as Readonly<Record<string, NdArray>>;
    for (const [name, array] of Object.entries(wanted)) expectClose(given[name], array, name);
  });

  it('computes arctangents that XLA itself gets wrong where it vectorises them', async () => {
    const a = { shape: [5, 1, 3], data: Float32Array.from({ length: 15 }, (_, i) => (i - 7) / 3) };
    const b = { shape: [2, 1], data: Float32Array.of(-0.5, 0.7) };
    const { y } = await once(({ a: s, b: t }) => ({ y: tf.atan(tf.div(s, t)) }), { a, b });
    const wanted = Array.from({ length: 30 }, (_, i) => {
      const [row, column, lane] = [Math.floor(i / 6), Math.floor(i / 3) % 2, i % 3];
      return Math.atan(a.data[3 * row + lane] / b.data[column]);
    });
    expectClose(y, { shape: [5, 2, 3], data: Float32Array.from(wanted) }, 'angles');
  });

  it('runs on several threads', async () => {
    const a = { shape: [300, 200], data: Float32Array.from({ length: 60_000 }, (_, i) => (i % 97) / 97) };
    const fn = ({ a: t }: Readonly<Record<string, tf.Tensor>>) => ({ y: tf.matMul(t, t, true, false) });
    const [one, two] = [await once(fn, { a }, { threads: 1 }), await once(fn, { a }, { threads: 2 })];
    expectClose(two.y, one.y, 'product');
  });

  it('says in its own words what it cannot do', async () => {
    const client = openXla('cpu', 1);
    const text = 'module @m { func.func public @main() -> tensor<f32> { return %0 : tensor<f32> } }';
    expect(() => compileOnce(client, text, { plugin: '', threads: 1 }, '')).toThrow(
      /^XLA: compiling a program failed: /,
    );
  });
});

describe.skipIf(missingXla())('a step on XLA', () => {
  it('learns what it learns on ONNX Runtime, also for several seeds at once', async () => {
    const alone = [1, 2, 3].map(regression);
    const stacked = (pick: (one: (typeof alone)[number]) => ArrayTree) => stackTrees(alone.map(pick));
    const inputs = stacked((one) => one.inputs) as Regression['inputs'];
    const state = stacked((one) => one.state) as Regression['state'];
    const together = await compileUpdate(regressionStep, state, inputs, { engine: 'xla', batched: 3 });
    for (let i = 0; i < 20; i++) await together.run(inputs);
    for (const [seed, one] of alone.entries())
      for (const engine of ['onnx', 'xla'] as const) {
        const single = await compileUpdate(regressionStep, one.state, one.inputs, { engine });
        for (let i = 0; i < 20; i++) await single.run(one.inputs);
        const { w } = entryAt(together.state, 3, seed).params;
        expectClose({ ...w, data: w.data.slice() }, single.state.params.w as NdArray, `weights of seed ${seed}`);
        await single.dispose();
      }
    await together.dispose();
  });

  it('goes on from a state that was read, to the bit', async () => {
    const { state, inputs } = regression(4);
    const first = await compileUpdate(regressionStep, state, inputs, { engine: 'xla' });
    for (let i = 0; i < 5; i++) await first.run(inputs);
    const second = await compileUpdate(regressionStep, state, inputs, { engine: 'xla' });
    second.setState(first.state);
    expect(second.state.params.w.data).toEqual(first.state.params.w.data);
    const [one, two] = [await first.run(inputs), await second.run(inputs)];
    expect(two.loss.data).toEqual(one.loss.data);
    expect(second.state.params.w.data).toEqual(first.state.params.w.data);
    await first.dispose();
    await second.dispose();
  });

  it('frees each value that it makes on the device but its state, however its runs end', async () => {
    const { plugin } = openXla('cpu', 1);
    const { state, inputs } = regression(5);
    const live = (calls: readonly (readonly unknown[])[]) => {
      const count = (name: string) => calls.filter(([called]) => called === name).length;
      return { made: count('PJRT_Client_BufferFromHostBuffer'), runs: count('PJRT_LoadedExecutable_Execute') };
    };
    const spy = vi.spyOn(plugin, 'call');
    const update = await compileUpdate(regressionStep, state, inputs, { engine: 'xla' });
    const parts = live(spy.mock.calls).made;
    for (let i = 0; i < 50; i++) await update.run(inputs);
    const { made, runs } = live(spy.mock.calls);
    // A run makes a vector of inputs, the next state, and a vector of outputs.
    expect([runs, made]).toEqual([50, parts + 50]);
    const freed = () => spy.mock.calls.filter(([name]) => name === 'PJRT_Buffer_Destroy').length;
    expect(freed()).toBe(50 * (1 + parts + 1));
    await update.dispose();
    expect(freed()).toBe(50 * (1 + parts + 1) + parts);
    expect(live(spy.mock.calls).runs).toBe(50);
    spy.mockRestore();
  });

  it('leaves nothing behind over 2,000 runs', async () => {
    const length = 1 << 16;
    const x = full([length], 0);
    const step = ({ x: t }: { x: tf.Tensor }, { y }: { y: tf.Tensor }) => ({
      state: { x: tf.add(t, y) },
      outputs: { sum: tf.sum(y) },
    });
    const update = await compileUpdate(step as never, { x }, { y: full([1], 1) }, { engine: 'xla' });
    const run = () => update.run({ y: full([1], 1) } as never);
    for (let i = 0; i < 500; i++) await run();
    const before = [tf.memory().numTensors, process.memoryUsage().rss];
    for (let i = 0; i < 2000; i++) await run();
    const after = [tf.memory().numTensors, process.memoryUsage().rss];
    expect(after[0]).toBe(before[0]);
    // A state that were not freed would be 500 MiB by now.
    expect((after[1] - before[1]) / MEBIBYTE).toBeLessThan(100);
    expect((update.state as unknown as { x: NdArray }).x.data[length - 1]).toBe(2500);
    await update.dispose();
  });
});

describe.skipIf(missingXla())('a compiled program', () => {
  it('is found again, gives the same bits, and is compiled anew where its file is damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dawnlab-xla-'));
    const client = openXla('cpu', 1);
    const x = floats(...Array.from({ length: 64 }, (_, i) => i / 7));
    const fn = ({ x: t }: TensorTree) => {
      let y = t as tf.Tensor;
      for (let i = 1; i < 200; i++) y = tf.tanh(tf.add(tf.mul(y, i / 100), tf.sin(y)));
      return { y };
    };
    const trace = traceBatched(fn, { x });
    const values = () => {
      const program = openProgram(client, trace, (text) =>
        compileOnce(client, text, { plugin: 'p', threads: 1 }, folder),
      );
      const { data } = program.run(new Map([['x', x]])).get('y') as NdArray;
      program.dispose();
      return data;
    };
    const wanted = values();
    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const path = join(folder, name);
    expect(values()).toEqual(wanted);
    const damaged = readFileSync(path);
    damaged[damaged.length >> 1] ^= 1;
    writeFileSync(path, damaged);
    expect(values()).toEqual(wanted);
    expect(readFileSync(path)).not.toEqual(damaged);
    rmSync(folder, { recursive: true });
  });
});
