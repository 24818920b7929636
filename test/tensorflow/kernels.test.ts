/** Every kernel of the tracing backend as a TensorFlow graph, against tfjs's own cpu kernel. */

import { beforeAll, describe, expect, it } from 'vitest';
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
/** What libtensorflow has for the processor in another memory layout only: these functions run eagerly. */
const WITHOUT_FORM = /^(Conv|FusedConv|Depthwise|AvgPool|MaxPool)/;

describe.skipIf(missing)('kernels on libtensorflow', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (name, kernelCase) => {
    const compared = compareWithEager(kernelCase, undefined, { engine: 'tensorflow' });
    if (WITHOUT_FORM.test(name)) await expect(compared).rejects.toThrow(/did not compile: .* no TensorFlow form/);
    else await compared;
  });
});
