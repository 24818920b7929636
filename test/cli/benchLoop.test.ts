import { expect, it } from 'vitest';
import { loopRates } from '../../src/bench/loopRates.js';

it('bench loop measures collection, updates, training and evaluation', async () => {
  const rows = await loopRates({ task: 'gantry-peg', base: 'diffusion', threads: 1, seconds: 0.05 });
  expect(rows.map(({ workload }) => workload)).toEqual([
    'gantry-peg base policy chunks',
    'gantry-peg updates',
    'gantry-peg training chunks',
    'gantry-peg evaluation episodes',
  ]);
  for (const { engine, threads, perSecond } of rows) {
    expect({ engine, threads }).toEqual({ engine: 'dawnlab', threads: 1 });
    expect(perSecond).toBeGreaterThan(0);
  }
});
