import { describe, expect, it } from 'vitest';
import { createEnv, createExpert } from '../../src/tasks/index.js';

describe('endOnSuccess: false', () => {
  it('plays the same steps up to the first success, then goes on to the horizon', async () => {
    const [ending, going] = [await createEnv('gantry-peg'), await createEnv('gantry-peg', { endOnSuccess: false })];
    const expert = createExpert('gantry-peg');
    let obs = ending.reset(3);
    expect(going.reset(3)).toEqual(obs);
    for (let ended = false; !ended; ) {
      const action = expert.act(obs);
      const [step, same] = [ending.step(action), going.step(action)];
      expect(same.obs).toEqual(step.obs);
      expect([same.success, same.reward]).toEqual([step.success, step.reward]);
      expect(same.terminated).toBe(false);
      [obs, ended] = [step.obs, step.terminated];
    }
    const idle = new Float32Array(going.spec.actionDim);
    let last = going.step(idle);
    while (!last.truncated) last = going.step(idle);
    expect(last.terminated).toBe(false);
    expect(() => going.step(idle)).toThrow(/ended/);
    for (const env of [ending, going]) env.close();
  });
});
