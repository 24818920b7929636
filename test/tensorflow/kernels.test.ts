/** Every kernel of the tracing backend as a TensorFlow graph, against tfjs's own cpu kernel. */

import { beforeAll, describe, it } from 'vitest';
import { tf } from '../../src/compute/index.js';
import { elementwiseCases } from '../compute/kernels/elementwiseCases.js';
import { linearCases } from '../compute/kernels/linearCases.js';
import { reductionCases } from '../compute/kernels/reductionCases.js';
import { shapeCases } from '../compute/kernels/shapeCases.js';
import { specialCases } from '../compute/kernels/specialCases.js';
import { compareWithEager } from '../contracts/computeKernel.js';
import { missingTensorflow } from './installed.js';

const cases = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases, ...specialCases];
const missing = missingTensorflow();

describe.skipIf(missing)('kernels on libtensorflow', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (_name, kernelCase) => {
    await compareWithEager(kernelCase, undefined, { engine: 'tensorflow' });
  });
});
