import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  demonstrationPath,
  evaluateBase,
  loadDemonstrations,
  recordDemonstrations,
  saveDemonstrations,
  scriptedPolicy,
} from '../../src/policies/index.js';
import { createEnv, createExpert, openTask } from '../../src/tasks/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function record(seeds: readonly number[]) {
  const env = await openTask('gantry-peg', { slots: 1, obsHorizon: 1, executeSteps: 1 });
  return recordDemonstrations(env, createExpert('gantry-peg'), seeds).finally(() => env.close());
}

describe('recordDemonstrations', () => {
  it('records what happened: replaying the actions gives the observations and succeeds', async () => {
    const recorded = await record([3, 4]);
    const env = await createEnv('gantry-peg');
    expect(recorded.seeds.data.length + recorded.failedSeeds.length).toBe(2);
    const length = recorded.lengths.data[0];
    const { obsDim, actionDim } = env.spec;
    let obs = env.reset(recorded.seeds.data[0]);
    for (let t = 0; t < length; t++) {
      expect(obs).toEqual(recorded.observations.data.subarray(t * obsDim, (t + 1) * obsDim));
      const step = env.step(recorded.actions.data.subarray(t * actionDim, (t + 1) * actionDim));
      obs = step.obs;
      expect(step.success).toBe(t === length - 1);
    }
    env.close();
  });

  it('survives a file, provenance included', async () => {
    const recorded = await record([3]);
    const path = join(folder, 'demonstrations.safetensors');
    saveDemonstrations(recorded, 'dawnlab demonstrations --task gantry-peg', path);
    expect(await loadDemonstrations('gantry-peg', path)).toEqual(recorded);
    await expect(loadDemonstrations('panda-peg', path)).rejects.toThrow(
      /demonstrations of gantry-peg, not of panda-peg/,
    );
    await expect(loadDemonstrations('gantry-peg', join(folder, 'none'))).rejects.toThrow(
      /dawnlab demonstrations --task/,
    );
  });
});

describe('loadDemonstrations', () => {
  it('says so when the environment is no longer the one of the recording', async () => {
    const recorded = await record([3]);
    const observations = { ...recorded.observations, data: recorded.observations.data.map((entry) => entry + 1e-6) };
    const path = join(folder, 'other.safetensors');
    saveDemonstrations({ ...recorded, observations }, 'command', path);
    await expect(loadDemonstrations('gantry-peg', path)).rejects.toThrow(/has changed since/);
  });

  it('replays the committed demonstrations bit for bit', async () => {
    const { lengths, observations } = await loadDemonstrations('gantry-peg', demonstrationPath('gantry-peg'));
    expect(Array.from(lengths.data).reduce((sum, length) => sum + length, 0)).toBe(observations.shape[0]);
  });
});

describe('evaluateBase', () => {
  it('counts an episode once and does not depend on the number of slots', async () => {
    const one = await evaluateBase('gantry-peg', scriptedPolicy('gantry-peg'), { episodes: 5, firstSeed: 50 });
    const three = await evaluateBase('gantry-peg', scriptedPolicy('gantry-peg', 3), {
      episodes: 5,
      firstSeed: 50,
      slots: 3,
    });
    expect(one.episodes).toBe(5);
    expect(one.successes).toBeGreaterThanOrEqual(4);
    expect({ ...three, seconds: 0 }).toEqual({ ...one, seconds: 0 });
    expect(one.success.estimate).toBe(one.successes / 5);
    expect(one.meanSteps).toBeGreaterThan(20);
  });

  it('refuses a policy of another task', async () => {
    await expect(evaluateBase('panda-peg', scriptedPolicy('gantry-peg'))).rejects.toThrow(/made for gantry-peg/);
  });
});
