import { expect } from 'vitest';
import { createEnv, type ScriptedExpert } from '../../src/tasks/index.js';

/**
 * Lets an expert act, in bounds.
 *
 * @returns in how many of the episodes it succeeds
 */
export async function successes(expert: ScriptedExpert, firstSeed: number, episodes: number): Promise<number> {
  const env = await createEnv(expert.task);
  let count = 0;
  for (let seed = firstSeed; seed < firstSeed + episodes; seed++) {
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
