import { describe, expect, it } from 'vitest';
import { createEnv } from '../../src/environments/index.js';
import { createGantryExpert, createPandaExpert, type ScriptedExpert } from '../../src/policies/index.js';

async function successes(expert: ScriptedExpert, seeds: readonly number[]): Promise<number> {
  const env = await createEnv(expert.task);
  let count = 0;
  for (const seed of seeds) {
    let obs = env.reset(seed);
    expert.reset();
    for (let ended = false; !ended; ) {
      const action = expert.act(obs);
      expect(action).toHaveLength(env.spec.actionDim);
      for (const entry of action) expect(Math.abs(entry)).toBeLessThanOrEqual(1);
      const step = env.step(action);
      obs = step.obs;
      ended = step.terminated || step.truncated;
      if (step.success) count++;
    }
  }
  env.close();
  return count;
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => 5000 + i);

describe('the scripted experts', () => {
  it('solve at least 49 of 50 gantry pegs', async () => {
    expect(await successes(createGantryExpert(), seeds(50))).toBeGreaterThanOrEqual(49);
  });

  it('solve at least 14 of 15 Panda pegs', async () => {
    expect(await successes(createPandaExpert(), seeds(15))).toBeGreaterThanOrEqual(14);
  });
});
