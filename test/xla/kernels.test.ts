/** Every kernel of the tracing backend as StableHLO, run by XLA, against tfjs's own cpu kernel. */

import { beforeAll, describe, it } from 'vitest';
import { tf } from '../../src/compute/index.js';
import { elementwiseCases } from '../compute/kernels/elementwiseCases.js';
import { linearCases } from '../compute/kernels/linearCases.js';
import { reductionCases } from '../compute/kernels/reductionCases.js';
import { shapeCases } from '../compute/kernels/shapeCases.js';
import { compareWithEager } from '../contracts/computeKernel.js';
import { missingXla } from './installed.js';

const cases = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases];

describe.skipIf(missingXla())('kernels on XLA', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (_name, kernelCase) => {
    await compareWithEager(kernelCase, undefined, { engine: 'xla' });
  });
});
