/** A base policy that samples a category, and the same one without its noise, under training. */

import { expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { type TrainOptions, train } from '../../src/training/index.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const small = { totalChunks: 64, batchSize: 16, evaluateEvery: 64, checkpointEvery: 64 };
const options: TrainOptions = {
  task: 'gantry-peg',
  agent: createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32 }),
  schedule: { ...schedule, ...small, evaluationEpisodes: 1, finalEpisodes: 2 },
  seed: 1,
};

/** The base that a run names in its records, and the metrics of its updates. */
async function trained(baseKind: string) {
  const bases: string[] = [];
  const metrics: object[] = [];
  const { status } = await train({
    ...options,
    baseKind,
    onRecord: (record) => {
      if (record.kind === 'start') bases.push(record.base);
      if (record.kind === 'training') metrics.push(record.metrics);
    },
  });
  expect(status).toBe('completed');
  expect(metrics).not.toHaveLength(0);
  return { bases, metrics };
}

it('trains over a Behaviour Transformer, the same twice, and another run where its noise is taken away', async () => {
  const sampled = await trained('transformer');
  expect(sampled.bases).toEqual(['transformer']);
  expect(await trained('transformer')).toEqual(sampled);
  const likeliest = await trained('transformer@zero');
  expect(likeliest.bases).toEqual(['transformer@zero']);
  expect(likeliest.metrics).not.toEqual(sampled.metrics);
});
