/** The gantry peg trained on real TensorFlow. */

import { describe, expect, it } from 'vitest';
import { differenceFromOnnx } from '../contracts/besideOnnx.js';
import { missingTensorflow } from './installed.js';

const UPDATES = 300;
const TOLERANCE = 1e-4;

const missing = missingTensorflow();

describe.skipIf(missing)('training on libtensorflow', () => {
  it(`has ONNX Runtime's losses within ${TOLERANCE}, over ${UPDATES} updates`, async () => {
    expect(await differenceFromOnnx('tensorflow', UPDATES)).toBeLessThan(TOLERANCE);
  });
});
