/** Random programs on every engine against tfjs op by op, and that the fuzzer finds what is wrong. */

import { beforeAll, describe, expect, it } from 'vitest';
import { fuzz } from '../../src/bench/fuzz/fuzz.js';
import { generate } from '../../src/bench/fuzz/generate.js';
import { sourceOf } from '../../src/bench/fuzz/program.js';
import { tf } from '../../src/compute/index.js';
import { freshTraceBackend, TRACE_BACKEND } from '../../src/compute/trace/backend.js';
import { missingTensorflow } from '../tensorflow/installed.js';
import { missingXla } from '../xla/installed.js';

const missing = missingTensorflow();
const withoutXla = missingXla();

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('random programs', () => {
  it('are the same for the same seed', async () => {
    const [first, second, other] = [await generate(11), await generate(11), await generate(12)];
    expect(sourceOf(first)).toBe(sourceOf(second));
    expect(sourceOf(first)).not.toBe(sourceOf(other));
  });

  it('on ONNX Runtime', async () => {
    const report = await fuzz('onnx', 240);
    expect(report.failures).toEqual([]);
    expect(report.equal).toBeGreaterThan(180);
    expect(report.gradients).toBeGreaterThan(20);
    expect(report.batched).toBeGreaterThan(40);
    expect(report.compared).toBeGreaterThan(10 * report.skipped);
    expect(report.worst).toBeLessThan(1e-5);
  });

  it.skipIf(missing)('on TensorFlow', async () => {
    const report = await fuzz('tensorflow', 120, 240);
    expect(report.failures).toEqual([]);
    expect(report.equal).toBeGreaterThan(80);
  });

  it.skipIf(withoutXla)('on XLA', async () => {
    const report = await fuzz('xla', 120, 360);
    expect(report.failures).toEqual([]);
    expect(report.equal).toBeGreaterThan(80);
  });
});

it('a kernel that is wrong in the fourth digit is found, and its program made small', async () => {
  freshTraceBackend();
  const kernel = tf.getKernel('Tanh', TRACE_BACKEND);
  const { kernelFunc } = kernel;
  kernel.kernelFunc = (call) => {
    const { x } = call.inputs as { x: tf.Tensor };
    return kernelFunc({ ...call, inputs: { x: tf.mul(x, 1.0002) } });
  };
  try {
    const { failures } = await fuzz('onnx', 80);
    expect(failures.length).toBeGreaterThan(0);
    for (const code of failures) expect(code).toMatch(/tf\.(tanh|expm1)/);
    expect(Math.min(...failures.map((code) => code.split('\n').length))).toBeLessThan(12);
  } finally {
    kernel.kernelFunc = kernelFunc;
  }
});
