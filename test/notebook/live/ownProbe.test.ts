import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scalarHead } from '../../../src/critic/index.js';
import { trainLive, trainSideBySide } from '../../../src/notebook/index.js';
import { taskPreset } from '../../../src/tasks/index.js';
import type { Probe } from '../../../src/training/index.js';
import { useFakeKernel } from '../fakeKernel.js';

const kernel = useFakeKernel();
const brief = { totalChunks: 64, evaluateEvery: 32, checkpointEvery: 64, evaluationEpisodes: 2, finalEpisodes: 2 };
const { knobs, schedule } = taskPreset('gantry-peg', 'smoke', {
  width: 8,
  warmupChunks: 32,
  learningStartsChunks: 32,
  probeEpisodes: 2,
  ...brief,
});
const options = { task: 'gantry-peg', agent: 'dawn', knobs, schedule, seed: 90_012 } as const;

/** A reader's own, as a cell defines it. */
const highest: Probe = {
  name: 'highest',
  needs: ['q'],
  values: { highestQ: { quantity: 'highest Q' } },
  measure: async (views, { base }) => ({ highestQ: Math.max(...(await views.q(base.chunks))) }),
};

const figures = () => kernel.shown.map(({ data }) => JSON.stringify(data)).filter((data) => data.includes('highest Q'));

it('a probe of the reader’s own is seen live, beside a value by name, and again when the run is reused', async () => {
  const watch = ['effectiveRank', highest];
  const first = await trainLive({ ...options, watch, fresh: true });
  const drawn = figures().length;
  // Empty at first, then with each probe; the last one has all three.
  expect(drawn).toBeGreaterThan(1);
  expect(JSON.stringify(kernel.shown)).toContain('effective rank of the last hidden layer');
  const again = await trainLive({ ...options, watch });
  expect(again.isReused).toBe(true);
  expect(figures().length).toBe(drawn + 1);
  const unwatched = await trainLive(options);
  expect(unwatched.isReused).toBe(false);
  for (const { directory } of [first, unwatched]) rmSync(directory, { recursive: true, force: true });
});

it('what cannot be drawn is refused before it costs anything', async () => {
  const { probeEpisodes: _, ...blind } = schedule;
  await expect(trainLive({ ...options, schedule: blind, watch: ['baseQ'] })).rejects.toThrow('watch draws what probes');
  await expect(trainLive({ ...options, watch: ['basQ'] })).rejects.toThrow(/No probe measures 'basQ'.*'baseQ'/);
  const both = { task: 'gantry-peg', agents: ['dawn'], knobs, schedule, seeds: [1] };
  await expect(trainSideBySide({ ...both, watch: [highest] } as never)).rejects.toThrow("probe: './mine.ts#probe'");
  const head = scalarHead();
  await expect(trainSideBySide({ ...both, knobs: { ...knobs, valueHead: head } })).rejects.toThrow(
    'valueHead is a value',
  );
  await expect(trainSideBySide({ ...both, watch: ['basQ'] })).rejects.toThrow("No probe measures 'basQ'");
});
