/** The whole update against PyTorch's golden values, compiled and eager. */

import { describe, it } from 'vitest';
import { expectGoldenUpdates, GOLDEN_AGENTS } from '../contracts/goldenUpdate.js';

const ENGINES = ['onnx', 'eager'] as const;

describe.each(GOLDEN_AGENTS)('%s', (agent) => {
  it.each(ENGINES)('%s equals PyTorch', async (engine) => {
    await expectGoldenUpdates(agent, engine);
  });
});
