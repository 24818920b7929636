/** Every kernel of the tracing backend against tfjs's own cpu kernel: values and gradients. */

import { beforeAll, describe, expect, it } from 'vitest';
import { flattenTree } from '../../src/arrays/index.js';
import { compile, tf } from '../../src/compute/index.js';
import { freshTraceBackend, TRACE_BACKEND } from '../../src/compute/trace/backend.js';
import { compareWithEager } from '../contracts/computeKernel.js';
import { elementwiseCases } from './kernels/elementwiseCases.js';
import { linearCases } from './kernels/linearCases.js';
import { reductionCases } from './kernels/reductionCases.js';
import { shapeCases } from './kernels/shapeCases.js';
import { specialCases } from './kernels/specialCases.js';

const cases = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases, ...specialCases];
const kernelOf = (name: string) => name.split(':')[0];

const executed = new Set<string>();

beforeAll(async () => {
  await tf.setBackend('cpu');
  freshTraceBackend();
  for (const kernel of tf.getKernelsForBackend(TRACE_BACKEND)) {
    const { kernelFunc } = kernel;
    kernel.kernelFunc = (call) => {
      executed.add(kernel.kernelName);
      return kernelFunc(call);
    };
  }
});

describe('kernels', () => {
  it('each has a case', () => {
    const covered = new Set(cases.flatMap(({ name, inGradient }) => [kernelOf(name), inGradient ?? '']));
    const all = tf.getKernelsForBackend(TRACE_BACKEND).map(({ kernelName }) => kernelName);
    expect(all.filter((name) => !covered.has(name))).toEqual([]);
  });

  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (name, kernelCase) => {
    executed.clear();
    await compareWithEager(kernelCase);
    expect([...executed]).toContain(kernelOf(name));
    if (kernelCase.inGradient) expect([...executed]).toContain(kernelCase.inGradient);
  });
});

it('a comparison that is off by one in the fifth digit fails', async () => {
  const x = { shape: [2], data: Float32Array.of(1, 2) };
  const compiled = await compile(({ x: t }) => ({ y: tf.mul(t, 1.0001) }), { x });
  const [[, y]] = flattenTree(await compiled.run({ x }));
  await expect(
    compareWithEager({ name: 'Multiply', inputs: { x }, fn: ({ x: t }) => t }, { shape: [2], data: y.data }),
  ).rejects.toThrow();
});
