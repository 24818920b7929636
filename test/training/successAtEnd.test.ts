import { describe, expect, it } from 'vitest';
import { scriptedPolicy } from '../../src/policies/index.js';
import { createEnv, createExpert, openTask } from '../../src/tasks/index.js';
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
    const env = await openTask('gantry-peg', { ...SIZES, endOnSuccess: false });
    const result = await evaluate(env, { base: scriptedPolicy('gantry-peg', 2) }, { ...protocol, success: 'atEnd' });
    expect(result.succeeded).toEqual(await Promise.all([7, 8, 9].map(solvedAtEnd)));
    expect(result.primitiveSteps).toBe(3 * env.spec.horizon);
    await env.close();
  });

  it('counts a success at any step, also where the episode would go on', async () => {
    const base = scriptedPolicy('gantry-peg', 2);
    const [ending, going] = await Promise.all(
      [true, false].map((endOnSuccess) => openTask('gantry-peg', { ...SIZES, endOnSuccess })),
    );
    const rewards: number[] = [];
    const once = { ...protocol, success: 'once' } as const;
    const there = await evaluate(going!, { base }, once, undefined, ({ reward, end }) => end && rewards.push(reward));
    const here = await evaluate(ending!, { base }, once);
    expect(there.succeeded).toEqual(here.succeeded);
    expect(there.primitiveSteps).toBe(here.primitiveSteps);
    expect(here.success).toBeGreaterThan(0);
    expect(rewards.filter((reward) => reward === 0)).toHaveLength(3 * here.success);
    await Promise.all([ending!.close(), going!.close()]);
  });

  it('refuses environments that end otherwise than the protocol says', async () => {
    const env = await openTask('gantry-peg', SIZES);
    const base = scriptedPolicy('gantry-peg', 2);
    await expect(evaluate(env, { base }, { ...protocol, success: 'atEnd' })).rejects.toThrow(/endOnSuccess: false/);
    const measure = (change: object) => evaluate(env, { base }, { ...protocol, success: 'once', ...change });
    await expect(measure({ episodes: 0 })).rejects.toThrow(/episodes is 0; it must be an integer of at least 1/);
    await expect(measure({ episodes: 2.5 })).rejects.toThrow(/episodes is 2\.5/);
    await expect(measure({ firstSeed: -1 })).rejects.toThrow(/firstSeed is -1/);
    await expect(measure({ firstSeed: 2 ** 32 - 1 })).rejects.toThrow(/go beyond 2\^32 - 1/);
    await expect(measure({ success: 'ever' })).rejects.toThrow(/no success 'ever'; there are once, atEnd/);
    await expect(measure({ episode: 3 })).rejects.toThrow(/no entry of an evaluation protocol 'episode'; .*'episodes'/);
    await env.close();
  });
});
