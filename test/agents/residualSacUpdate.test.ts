/** The whole update against PyTorch's golden values, on every engine that is here. */

import { describe, it } from 'vitest';
import { ENGINE_NAMES, engines } from '../../src/compute/index.js';
import { isHere } from '../contracts/engine.js';
import { expectGoldenUpdates, GOLDEN_AGENTS } from '../contracts/goldenUpdate.js';

for (const name of ENGINE_NAMES)
  describe.skipIf(!(await isHere(engines[name])))(`on ${name}`, () => {
    it.each(GOLDEN_AGENTS)('%s equals PyTorch', async (agent) => {
      await expectGoldenUpdates(agent, name);
    });
  });
