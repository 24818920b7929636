import { describe, expect, it } from 'vitest';
import { createEnv, createLocalVectorEnv } from '../../src/environments/index.js';
import { createExpert, scriptedPolicy } from '../../src/policies/index.js';
import { evaluate } from '../../src/training/index.js';

const SIZES = { slots: 2, obsHorizon: 1, executeSteps: 1 };
const protocol = { residual: 'none', episodes: 3, firstSeed: 7 } as const;

/** Whether the expert's episode is solved at its last step, when success does not end it. */
async function solvedAtEnd(seed: number): Promise<number> {
  const env = await createEnv('gantry-peg', { endOnSuccess: false });
  const expert = createExpert('gantry-peg');
  let step = { obs: env.reset(seed), truncated: false, success: false };
  while (!step.truncated) step = env.step(expert.act(step.obs));
  env.close();
  return Number(step.success);
}

describe('evaluate', () => {
  it('measures success at the end of episodes that go on', async () => {
    const env = await createLocalVectorEnv('gantry-peg', { ...SIZES, endOnSuccess: false });
    const result = await evaluate(env, { base: scriptedPolicy('gantry-peg', 2) }, { ...protocol, success: 'atEnd' });
    expect(result.succeeded).toEqual(await Promise.all([7, 8, 9].map(solvedAtEnd)));
    expect(result.primitiveSteps).toBe(3 * env.spec.horizon);
    await env.close();
  });

  it('refuses environments that end otherwise than the protocol says', async () => {
    const env = await createLocalVectorEnv('gantry-peg', SIZES);
    const base = scriptedPolicy('gantry-peg', 2);
    await expect(evaluate(env, { base }, { ...protocol, success: 'atEnd' })).rejects.toThrow(/endOnSuccess: false/);
    await env.close();
  });
});
