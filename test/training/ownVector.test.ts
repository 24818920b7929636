/** A task of the reader's own that opens vectors by itself, asynchronously, as one behind another process does. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { featureTable, type OwnVectorEnv, type Task, type VectorEnvOptions } from '../../src/environments/index.js';
import { basePolicyByHand } from '../../src/policies/index.js';
import type { RewardRule } from '../../src/rewards/index.js';
import { openTask, taskPreset } from '../../src/tasks/index.js';
import { evaluateTrained, type TrainOptions, train } from '../../src/training/index.js';

const spec = {
  id: 'far-line',
  obsDim: 1,
  obsNames: ['x'],
  actionDim: 1,
  horizon: 16,
  controlHz: 20,
  stateFeatures: featureTable(['x'], [['x', 0, 1]], 10),
  taskFeatures: [],
};

/** A point that moves by its action, solved at 1; what is asked is answered a turn later. */
async function open({ slots, obsHorizon, executeSteps }: VectorEnvOptions): Promise<OwnVectorEnv> {
  const later = () => new Promise((resolve) => setImmediate(resolve));
  const [at, taken] = [new Float32Array(slots), new Int32Array(slots)];
  return {
    slots,
    obsHorizon,
    executeSteps,
    async reset(slot, seed) {
      await later();
      at[slot] = -(seed % 97) / 97;
      taken[slot] = 0;
      return Float32Array.of(at[slot]!);
    },
    async stepChunks(asked, actions) {
      await later();
      const rows = asked.map((slot, row) => {
        let primitive = 0;
        let reward = 0;
        while (primitive < executeSteps && at[slot]! < 1 && taken[slot]! < spec.horizon) {
          at[slot] = at[slot]! + 0.15 * Math.max(-1, Math.min(1, actions[row * executeSteps + primitive]!));
          reward += at[slot]!;
          taken[slot]!++;
          primitive++;
        }
        return { primitive, reward, solved: Number(at[slot]! >= 1), over: Number(taken[slot]! >= spec.horizon) };
      });
      return {
        obsStacks: Float32Array.from(asked, (slot) => at[slot]!),
        rewardSum: Float32Array.from(rows, ({ reward }) => reward),
        terminated: Uint8Array.from(rows, ({ solved }) => solved),
        truncated: Uint8Array.from(rows, ({ solved, over }) => over * (1 - solved)),
        success: Uint8Array.from(rows, ({ solved }) => solved),
        succeeded: Uint8Array.from(rows, ({ solved }) => solved),
        primitiveSteps: Int32Array.from(rows, ({ primitive }) => primitive),
        clippedFraction: new Float32Array(asked.length),
      };
    },
    close: async () => undefined,
  };
}

/** How far along the point is, on average over a chunk. */
const progress: RewardRule = {
  name: 'progress',
  low: -4,
  high: 2,
  of: ({ rewardSum, primitiveSteps }) => rewardSum / primitiveSteps,
};
const far = (snapshot: Task['can']['snapshot']): Task => ({ spec, reward: progress, can: { snapshot }, open });
const { knobs, schedule } = taskPreset('gantry-peg', 'smoke');
const optionsOf = (task: Task): TrainOptions => ({
  task,
  baseKind: basePolicyByHand(task, 'slowly', () => [0.4]),
  agent: createAgent('dawn', knobs),
  schedule,
  seed: 5,
});

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-own-vector-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Trains until some chunks, stops, and goes on. */
async function interrupted(options: TrainOptions, stopAt: number) {
  const controller = new AbortController();
  const { signal } = controller;
  const onProgress: TrainOptions['onProgress'] = ({ done }) => {
    if (done >= stopAt) controller.abort();
  };
  const first = await train({ ...options, directory, signal, onProgress });
  expect(first.status).toBe('interrupted');
  const notices: string[] = [];
  return { result: await train({ ...options, directory, onNotice: (notice) => notices.push(notice) }), notices };
}

describe('a task that opens its own vectors', () => {
  it('is trained on and evaluated', async () => {
    const options = optionsOf(far('none'));
    const { status, actor } = await train(options);
    expect(status).toBe('completed');
    const { task, baseKind = 'scripted' } = options;
    const protocol = { residual: 'deterministic', episodes: 6, firstSeed: 1, success: 'once' } as const;
    const { lambda } = knobs;
    const acting = createAgent('dawn', knobs);
    const measured = await evaluateTrained({ task, agent: 'dawn', seed: 5, baseKind, lambda, actor, acting }, protocol);
    expect(measured.succeeded).toHaveLength(6);
  });

  it('shows what its spec says that it shows, or is refused', async () => {
    const shows = { glow: { shape: [2], dtype: 'uint8' } } as const;
    const glowing = async (options: VectorEnvOptions) => ({
      ...(await open(options)),
      shown: { glow: new Uint8Array(2 * options.slots).fill(7) },
    });
    const sizes = { slots: 3, obsHorizon: 1, executeSteps: 2 };
    const task: Task = { ...far('replay'), spec: { ...spec, shows }, can: { snapshot: 'replay', picture: true } };
    const env = await openTask({ ...task, open: glowing }, sizes);
    await env.reset(1, 4);
    expect(env.shown).toEqual({ glow: new Uint8Array(6).fill(7) });
    await env.close();
    await expect(openTask(task, sizes)).rejects.toThrow(
      'far-line: shown.glow is of type undefined; expected 6 numbers',
    );
    await expect(openTask({ ...task, can: { snapshot: 'none' } }, sizes)).rejects.toThrow(
      'can.picture is false, and its spec shows glow',
    );
    await expect(openTask({ ...far('none'), can: { snapshot: 'none', picture: true } }, sizes)).rejects.toThrow(
      'can.picture is true, and its spec shows nothing',
    );
  });

  it('is resumed bitwise where episodes can be played again', async () => {
    const options = optionsOf(far('replay'));
    const whole = await train(options);
    const { result, notices } = await interrupted(options, 200);
    expect(result.actor).toEqual(whole.actor);
    expect(notices).toEqual([]);
  });

  it('is resumed with new episodes where they cannot, and says so', async () => {
    const { result, notices } = await interrupted(optionsOf(far('none')), 200);
    expect(result.status).toBe('completed');
    expect(notices.join()).toMatch(/far-line cannot save the state of its environments: .*new episodes/);
  });

  it('learns from rewards by its own rule', async () => {
    const env = await openTask(far('replay'), { slots: 1, obsHorizon: 1, executeSteps: 4 });
    expect(env.reward).toBe(progress);
    await env.close();
  });

  it.each<[string, Partial<OwnVectorEnv>, RegExp]>([
    ['another number of slots', { slots: 9 }, /asked for slots 1 and returned 9/],
    ['no stepChunks', { stepChunks: undefined as never }, /without stepChunks\(\)/],
    ['snapshot alone', { snapshot: async () => ({}) }, /come together/],
  ])('is refused with %s', async (_, change, message) => {
    const task = { ...far('none'), open: async (given: VectorEnvOptions) => ({ ...(await open(given)), ...change }) };
    await expect(openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 4 })).rejects.toThrow(message);
  });

  it('is stopped at an observation that is not finite, and must have the snapshots that it promises', async () => {
    const task = {
      ...far('none'),
      open: async (given: VectorEnvOptions) => ({
        ...(await open(given)),
        reset: async () => Float32Array.of(Number.NaN),
      }),
    };
    const env = await openTask(task, { slots: 1, obsHorizon: 1, executeSteps: 4 });
    await expect(env.reset(0, 1)).rejects.toThrow(/entry x of the observation is NaN/);
    await expect(openTask(far('exact'), { slots: 1, obsHorizon: 1, executeSteps: 4 })).rejects.toThrow(
      /no snapshot\(\)/,
    );
  });
});
