/** Loops without a native call let timers, and with them signals, have their turn. */

import { expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { pureTask, type VectorEnv } from '../../src/environments/index.js';
import { baseActor, basePolicyByHand, loadBasePolicy, recordDemonstrations } from '../../src/policies/index.js';
import { rollOut, seedsFrom } from '../../src/rollouts/index.js';
import { openTask, taskPreset } from '../../src/tasks/index.js';
import { evaluate, pairedRollouts, train } from '../../src/training/index.js';
import { lineSpec } from '../lineSpec.js';

const line = pureTask({
  spec: lineSpec(40),
  begin: () => [1],
  step: ([x]) => [x!],
  isSolved: () => false,
});
const still = basePolicyByHand(line, 'still', () => [0]);
const protocol = { residual: 'none', firstSeed: 1, success: 'once' } as const;

/** More than a loop can do before the timer fires: it ends by the signal, or the test never does. */
const FOREVER = 4_000_000;
const soon = () => AbortSignal.timeout(50);
const timeout = { name: 'TimeoutError' };

async function parts(slots: number) {
  const base = await loadBasePolicy(line, { kind: still, batch: slots });
  return { base, env: await openTask(line, { slots, obsHorizon: 1, executeSteps: 4 }) };
}

it('evaluate', async () => {
  const { base, env } = await parts(4);
  await expect(evaluate(env, { base }, { ...protocol, episodes: FOREVER }, soon())).rejects.toMatchObject(timeout);
});

it('pairedRollouts', async () => {
  const { base, env } = await parts(1);
  // An episode that begins anew before every chunk never ends.
  const never: VectorEnv = {
    ...env,
    async stepChunks(slots, actions) {
      await env.reset(0, 1);
      return env.stepChunks(slots, actions);
    },
  };
  const options = { firstSeed: 1, chunksBefore: FOREVER, lambda: 0.1, discount: 0.9, signal: soon() };
  const found = pairedRollouts(never, base, { ...options, residual: () => new Float32Array(4) });
  await expect(found).rejects.toMatchObject(timeout);
});

it('rollOut', async () => {
  const { base, env } = await parts(1);
  const rounds = rollOut(env, baseActor(base, env.spec), { seeds: seedsFrom(1), signal: soon() });
  const all = (async () => {
    for await (const { episodes } of rounds) expect(episodes).toHaveLength(1);
  })();
  await expect(all).rejects.toMatchObject(timeout);
});

it('recordDemonstrations', async () => {
  const env = await openTask(line, { slots: 1, obsHorizon: 1, executeSteps: 1 });
  const expert = { task: 'line', reset: () => undefined, act: () => new Float32Array(1) };
  const seeds = Array.from({ length: 1_000_000 }, (_, i) => i);
  const recorded = recordDemonstrations(env, expert, seeds, undefined, soon());
  await expect(recorded).rejects.toMatchObject(timeout);
});

it('train, while its base policy is measured', async () => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
  const options = { task: line, baseKind: still, agent: createAgent('dawn', knobs), seed: 1, signal: soon() };
  const { status } = await train({ ...options, schedule: { ...schedule, finalEpisodes: FOREVER } });
  expect(status).toBe('interrupted');
});
