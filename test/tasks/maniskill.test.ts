/** ManiSkill's own tasks, where `dawnlab setup maniskill` was run. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownPythonTask, type VectorEnv, type VectorEnvOptions } from '../../src/environments/index.js';
import { plannedActor, recordDemonstrations } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import { maniskillMissing, openTask, type PlannedEpisode, taskEntry } from '../../src/tasks/index.js';

const missing = maniskillMissing();
if (missing) console.warn(`ManiSkill's tasks are not tested: ${missing}`);

describe.skipIf(!missing)('without ManiSkill', () => {
  it('says how it is set up, and how large that is', async () => {
    await expect(openTask('maniskill-peg', { slots: 1, obsHorizon: 1, executeSteps: 1 })).rejects.toThrow(
      /dawnlab setup maniskill` \(6\.5 GB\).*DAWNLAB_PYTHON/,
    );
  });
});

/** The task as ManiSkill's own code steps it. */
async function openOriginal(task: string, sizes: VectorEnvOptions): Promise<VectorEnv> {
  const entry = taskEntry(task);
  if (!('process' in entry)) throw new Error(`${task} is not Python's.`);
  const { source, spec } = await entry.process();
  const original = { ...source, options: source.original ?? {} };
  return openTask(knownPythonTask(original, spec, { versions: {}, sources: [] }), sizes);
}

describe.skipIf(missing).each(['maniskill-peg', 'maniskill-stack-cube', 'maniskill-plug-charger'])('%s', (task) => {
  const SIZES = { slots: 2, obsHorizon: 2, executeSteps: 4 };
  let env: VectorEnv;
  beforeAll(async () => {
    env = await openTask(task, SIZES);
  });
  afterAll(() => env?.close());

  const random = randomStream(1, task);
  const draw = () => random.fillUniform(new Float32Array(SIZES.slots * SIZES.executeSteps * env.spec.actionDim), -1, 1);

  it('is stepped as by ManiSkill itself, to the bit', async () => {
    const original = await openOriginal(task, { ...SIZES, slots: 1 });
    const one = await openTask(task, { ...SIZES, slots: 1 });
    try {
      // Actions beyond what the controller takes, and small ones.
      for (const [seed, scale] of [
        [3, 1],
        [4, 0.3],
      ]) {
        const first = await one.reset(0, seed);
        expect(first).toEqual(await original.reset(0, seed));
        for (let chunk = 0; chunk < 5; chunk++) {
          const actions = random.fillUniform(new Float32Array(SIZES.executeSteps * env.spec.actionDim), -scale, scale);
          expect(await one.stepChunks([0], actions)).toEqual(await original.stepChunks([0], actions));
        }
      }
    } finally {
      await Promise.all([one.close(), original.close()]);
    }
  });

  it('is what its spec says, repeats after another past, and is restored to the bit', async () => {
    const chunks = Array.from({ length: 6 }, draw);
    const run = async (some: readonly Float32Array[]) => {
      const seen: unknown[] = [];
      for (const chunk of some) seen.push(await env.stepChunks([0, 1], chunk));
      return seen;
    };
    for (const slot of [0, 1]) await env.reset(slot, 5 + slot);
    const first = await run(chunks.slice(0, 3));
    const saved = await env.snapshot!();
    const rest = await run(chunks.slice(3));
    for (const slot of [0, 1]) await env.reset(slot, 70 + slot);
    await env.restore!(saved);
    expect(await run(chunks.slice(3))).toEqual(rest);
    for (const slot of [0, 1]) await env.reset(slot, 5 + slot);
    expect(await run(chunks.slice(0, 3))).toEqual(first);
  });

  it.runIf(task === 'maniskill-peg')('is demonstrated by its motion planner', async () => {
    const entry = taskEntry(task);
    if (!('planner' in entry)) throw new Error(`${task} has no planner.`);
    // The planner fails on some starts.
    const seeds = [10_000_001, 10_000_002];
    const plans: PlannedEpisode[] = [];
    for await (const plan of entry.planner.plan(seeds)) plans.push(plan);
    const sizes = { slots: 1, obsHorizon: 1, executeSteps: 1 };
    const record = async (single: VectorEnv) =>
      recordDemonstrations(single, plannedActor(plans, entry.spec.actionDim), seeds).finally(() => single.close());
    const recorded = await record(await openTask(task, sizes));
    expect(recorded.seeds.data.length).toBeGreaterThan(0);
    expect(Math.max(...recorded.lengths.data)).toBeLessThanOrEqual(entry.spec.horizon);
    // Success too is ManiSkill's own, at the same step.
    expect(recorded).toEqual(await record(await openOriginal(task, sizes)));
  });
});
