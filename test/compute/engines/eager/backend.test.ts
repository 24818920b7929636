/** Choice of the eager backend, and the wasm patch. */

import { afterEach, describe, expect, it } from 'vitest';
import { patchWasmTranspose } from '../../../../src/compute/engines/eager/wasmTranspose.js';
import { probeBackends, selectBackend, tf } from '../../../../src/compute/index.js';

afterEach(async () => {
  delete process.env.DAWNLAB_BACKEND;
  await tf.setBackend('cpu');
});

describe('probeBackends', () => {
  it('has a row for each, says what to do about missing ones, and selects nothing', async () => {
    await tf.setBackend('cpu');
    const rows = await probeBackends();
    expect(rows.map(({ name }) => name)).toEqual(['gpu', 'tensorflow', 'wasm', 'cpu']);
    for (const { name, available, detail, advice } of rows) {
      expect(detail, name).not.toBe('');
      expect(advice === undefined, name).toBe(available);
    }
    expect(rows.slice(2).every(({ available }) => available)).toBe(true);
    expect(tf.getBackend()).toBe('cpu');
  });

  it('does not take the stand-in of tfjs-node for the real one', async () => {
    const [, tensorflow] = await probeBackends();
    if (!tf.findBackendFactory('tensorflow')) expect(tensorflow.detail).toMatch(/no native binding/);
  });
});

describe('selectBackend', () => {
  it('takes the fastest that is there', async () => {
    const best = (await probeBackends()).find(({ available }) => available);
    expect(await selectBackend()).toBe(best?.name);
  });

  it('takes the one asked for, the environment first', async () => {
    expect(await selectBackend('cpu')).toBe('cpu');
    process.env.DAWNLAB_BACKEND = 'wasm';
    expect(await selectBackend('cpu')).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });

  it('refuses a GPU that is not there, and names that do not exist', async () => {
    const [gpu] = await probeBackends();
    if (!gpu.available)
      await expect(selectBackend('gpu')).rejects.toThrow(
        /'gpu' was asked for, but: .+ Optional: 'dawnlab setup tensorflow --gpu'/,
      );
    process.env.DAWNLAB_BACKEND = 'cuda';
    await expect(selectBackend()).rejects.toThrow(/no backend 'cuda'; there are gpu, tensorflow, wasm, cpu/);
  });
});

describe('the wasm patch', () => {
  const a = [1, 2, 3, 4, 5, 6];
  const b = [1, -1, 2, 0, 3, 1];
  const products = () =>
    tf.tidy(() =>
      [
        tf.matMul(tf.tensor2d(a, [2, 3]), tf.tensor2d(b, [2, 3]), false, true),
        tf.matMul(tf.tensor2d(a, [3, 2]), tf.tensor2d(b, [3, 2]), true, false),
        tf.matMul(tf.tensor3d(a, [1, 3, 2]), tf.tensor3d(b, [1, 2, 3]), true, true),
      ].map((t) => Array.from(t.dataSync())),
    );

  it('gives the products that cpu gives, keeps memory, and applies once', async () => {
    await selectBackend('cpu');
    const wanted = products();
    expect(wanted[0]).toEqual([5, 9, 11, 21]);
    await selectBackend('wasm');
    const { kernelFunc } = tf.getKernel('BatchMatMul', 'wasm');
    patchWasmTranspose();
    expect(tf.getKernel('BatchMatMul', 'wasm').kernelFunc).toBe(kernelFunc);
    const before = tf.engine().backend.numDataIds();
    expect(products()).toEqual(wanted);
    expect(tf.engine().backend.numDataIds()).toBe(before);
  });
});
