import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEnv } from '../../src/environments/index.js';
import {
  createExpert,
  demonstrationPath,
  evaluateBase,
  loadDemonstrations,
  recordDemonstrations,
  saveDemonstrations,
  scriptedPolicy,
} from '../../src/policies/index.js';

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('recordDemonstrations', () => {
  it('records what happened: replaying the actions gives the observations and succeeds', async () => {
    const env = await createEnv('gantry-peg');
    const recorded = recordDemonstrations(env, createExpert('gantry-peg'), [3, 4]);
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
    const env = await createEnv('gantry-peg');
    const recorded = recordDemonstrations(env, createExpert('gantry-peg'), [3]);
    env.close();
    const path = join(folder, 'demonstrations.safetensors');
    saveDemonstrations(recorded, 'dawnlab demonstrations --task gantry-peg', path);
    expect(loadDemonstrations('gantry-peg', path)).toEqual(recorded);
    expect(() => loadDemonstrations('panda-peg', path)).toThrow(/demonstrations of gantry-peg, not of panda-peg/);
    expect(() => loadDemonstrations('gantry-peg', join(folder, 'none'))).toThrow(/dawnlab demonstrations --task/);
  });
});

describe('the committed demonstrations', () => {
  for (const task of ['gantry-peg', 'panda-peg'])
    it(`of ${task} come from this environment: the first one replays bitwise`, async () => {
      const stored = loadDemonstrations(task, demonstrationPath(task));
      const env = await createEnv(task);
      const again = recordDemonstrations(env, createExpert(task), [stored.seeds.data[0]]);
      env.close();
      const length = stored.lengths.data[0];
      expect(again.lengths.data[0]).toBe(length);
      expect(again.observations.data).toEqual(stored.observations.data.slice(0, again.observations.data.length));
      expect(again.actions.data).toEqual(stored.actions.data.slice(0, again.actions.data.length));
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
