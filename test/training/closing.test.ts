/** What was compiled is freed: counted, not timed. */

import * as ort from 'onnxruntime-node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { tf } from '../../src/compute/index.js';
import { pureTask } from '../../src/environments/index.js';
import { basePolicyByHand, evaluateBase, loadBasePolicy } from '../../src/policies/index.js';
import { EVALUATION_SEED } from '../../src/rollouts/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { evaluateTrained, type TrainOptions, train } from '../../src/training/index.js';
import { lineSpec } from '../lineSpec.js';

const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const small = { totalChunks: 64, batchSize: 16, evaluateEvery: 32, checkpointEvery: 64, evaluationEpisodes: 1 };
const paced = { ...schedule, ...small, finalEpisodes: 1, probeEpisodes: 1 };
const agent = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32, explicitUpdates: 2 });
const options: TrainOptions = { task: 'gantry-peg', agent, schedule: paced, seed: 1 };

/** Sessions of ONNX Runtime that were created and not released. */
let open = 0;
beforeEach(() => {
  open = 0;
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as (
    ...given: unknown[]
  ) => Promise<ort.InferenceSession>;
  vi.spyOn(ort.InferenceSession, 'create').mockImplementation((async (...given: unknown[]) => {
    const session = await create(...given);
    open++;
    const release = session.release.bind(session);
    session.release = async () => {
      open--;
      await release();
    };
    return session;
  }) as never);
});
afterEach(() => vi.restoreAllMocks());

it('leaves nothing compiled behind, however often it trains, and no tensor', async () => {
  await train(options);
  const { numTensors } = tf.memory();
  let most = 0;
  for (let run = 0; run < 2; run++) {
    await train({ ...options, onRecord: () => (most = Math.max(most, open)) });
    expect(open).toBe(0);
  }
  // The update, that of the explicit warmup, two actors, two base policies, a probe.
  expect(most).toBe(7);
  expect(tf.memory().numTensors).toBe(numTensors);
});

it('leaves nothing behind when it is interrupted, diverges or fails', async () => {
  const stop = new AbortController();
  const interrupted = await train({ ...options, signal: stop.signal, onRecord: () => stop.abort() });
  expect([interrupted.status, open]).toEqual(['interrupted', 0]);
  const wild = createAgent('dawn', { ...knobs, width: 8, warmupChunks: 32, criticLearningRate: 1e30 });
  expect([(await train({ ...options, agent: wild })).status, open]).toEqual(['diverged', 0]);
  const fails = (record: { kind: string }) => {
    if (record.kind === 'training') throw new Error('the listener failed');
  };
  await expect(train({ ...options, onRecord: fails })).rejects.toThrow('the listener failed');
  expect(open).toBe(0);
  const unlucky = { ...agent, settings: { ...agent.settings, target: () => tf.zeros([3, 5]) } };
  await expect(train({ ...options, agent: unlucky as never })).rejects.toThrow();
  expect(open).toBe(0);
});

it('evaluation and base policies free what they compiled', async () => {
  const { actor } = await train(options);
  const trained = {
    task: 'gantry-peg',
    agent: 'dawn',
    seed: 1,
    baseKind: 'cloning',
    lambda: 0.2,
    acting: agent,
    actor,
  };
  const protocol = { residual: 'deterministic', episodes: 1, firstSeed: EVALUATION_SEED, success: 'once' } as const;
  await evaluateTrained(trained, protocol);
  await expect(evaluateTrained({ ...trained, lambda: -1 }, protocol)).rejects.toThrow(/λ is -1/);
  expect(open).toBe(0);
  const base = await loadBasePolicy('gantry-peg');
  await evaluateBase('gantry-peg', base, { episodes: 1 });
  expect(open).toBe(1);
  await base.close();
  expect(open).toBe(0);
});

it('closes the base policies that it made, each once', async () => {
  const spec = lineSpec(8);
  const line = pureTask({ spec, begin: (r) => [r.uniform()], step: ([x]) => [x!], isSolved: () => false });
  const still = basePolicyByHand(line, 'still', () => [0]);
  let [made, closed] = [0, 0];
  const counted = {
    kind: 'still',
    create: async (batch: number) => {
      made++;
      return { ...(await still.create(batch)), close: async () => void closed++ };
    },
  };
  await train({ ...options, task: line, baseKind: counted });
  expect(made).toBeGreaterThanOrEqual(3);
  expect(closed).toBe(made);
});
