import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgent } from '../../../src/agents/index.js';
import type { NdArray } from '../../../src/arrays/index.js';
import {
  type BasePolicy,
  createSeenEnv,
  type Demonstrations,
  loadBasePolicy,
  loadDemonstrations,
  takeDemonstrations,
} from '../../../src/policies/index.js';
import { taskPreset } from '../../../src/tasks/index.js';
import { createCollector } from '../../../src/training/collector.js';
import { nStepBackup, type Replay, train } from '../../../src/training/index.js';
import { demonstrationTransitions } from '../../../src/training/replay/demonstrationReplay.js';

describe('demonstrations as a second buffer', () => {
  let base: BasePolicy;
  let demonstrations: Demonstrations;
  let replay: Replay;
  let columns: Readonly<Record<string, NdArray>>;
  beforeAll(async () => {
    demonstrations = takeDemonstrations(await loadDemonstrations('gantry-peg'), 2);
    base = await loadBasePolicy('gantry-peg', { kind: 'cloning', batch: 1 });
    const env = await createSeenEnv('gantry-peg', base, { slots: 1 });
    replay = await demonstrationTransitions(createCollector(env, base), demonstrations, { lambda: 0.2, discount: 0.5 });
    columns = replay.columns as typeof columns;
    await env.close();
  });
  afterAll(() => base.close());

  it('hold the expert’s episodes, chunk by chunk, each ending in success', () => {
    const chunks = Array.from(demonstrations.lengths.data, (steps) => Math.ceil(steps / base.executeSteps));
    expect(replay.size).toBe(chunks[0] + chunks[1]);
    const ends = [chunks[0] - 1, chunks[0] + chunks[1] - 1];
    for (let row = 0; row < replay.size; row++) {
      expect(columns.rewardT.data[row]).toBe(ends.includes(row) ? 0 : -1);
      expect(columns.discountT.data[row]).toBe(ends.includes(row) ? 0 : 0.5);
    }
    // Two chunks before the first success: −1 − 1/2 + 0/4, and nothing behind it.
    expect(nStepBackup(replay, ends[0] - 2, 5)).toEqual({ last: ends[0], reward: -1.5, discount: 0 });
  });

  it('add up to what the expert did: base and λ times residual', () => {
    const { baseTm1, residualTm1 } = columns;
    const chunkDim = baseTm1.shape[1];
    const first = demonstrations.actions.data.subarray(0, chunkDim);
    for (let i = 0; i < chunkDim; i++) expect(baseTm1.data[i] + 0.2 * residualTm1.data[i]).toBeCloseTo(first[i], 5);
  });

  it('are seen as the agent sees them', () => {
    const features = columns.obsTm1.shape[1];
    expect(features).toBe(26);
    // What a chunk leads to is where the next one begins.
    expect([...columns.obsT.data.subarray(0, features)]).toEqual([
      ...columns.obsTm1.data.subarray(features, 2 * features),
    ]);
  });
});

it('an agent that asks for them trains on them', async () => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const agent = createAgent('dawn', knobs);
  const parts = { task: 'gantry-peg', baseKind: 'cloning', schedule, seed: 1 };
  const asking = { ...agent, settings: { ...agent.settings, demonstrationShare: 0.5, nStep: 3 } };
  const [plain, both] = [await train({ ...parts, agent }), await train({ ...parts, agent: asking })];
  expect([plain.status, both.status]).toEqual(['completed', 'completed']);
  expect(both.actor).not.toEqual(plain.actor);
});
