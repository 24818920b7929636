/** Several seeds in one program of XLA: the numbers of one seed after the other. */

import { beforeAll, describe, it } from 'vitest';
import { tf } from '../../src/compute/index.js';
import { elementwiseCases } from '../compute/kernels/elementwiseCases.js';
import { linearCases } from '../compute/kernels/linearCases.js';
import { reductionCases } from '../compute/kernels/reductionCases.js';
import { shapeCases } from '../compute/kernels/shapeCases.js';
import { compareSeeds } from '../contracts/computeKernel.js';
import { missingXla } from './installed.js';

/** One for each rule of several seeds, and some operators without one. */
const CHOSEN =
  /^(Add: both ways|Select: broadcast|Softplus|BatchMatMul: (one row|batched)$|Conv2D: same|MaxPool: over|Einsum|LayerNormalization$|Mean: two|ArgMax: first|Cumsum: middle|Softmax$|Concat: last|GatherV2: columns|PadV2|StridedSlice: forward|Tile$|Transpose|UnsortedSegmentSum)/;
const all = [...elementwiseCases, ...linearCases, ...reductionCases, ...shapeCases];
const cases = all.filter(({ name }) => CHOSEN.test(name));

describe.skipIf(missingXla())('kernels of several seeds on XLA', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(cases.map((kernelCase) => [kernelCase.name, kernelCase] as const))('%s', async (_name, kernelCase) => {
    await compareSeeds(kernelCase, 3, { engine: 'xla' });
  });
});
