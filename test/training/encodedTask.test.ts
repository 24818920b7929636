import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import { type Encoder, featureTable, pureTask } from '../../src/environments/index.js';
import type { OwnBase } from '../../src/policies/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { readRecords, type TrainOptions, train } from '../../src/training/index.js';

/** A cart that knows its place, and is shown where to go. */
const cart = pureTask({
  spec: {
    id: 'shown-goal',
    obsDim: 1,
    obsNames: ['place'],
    shows: { goal: { shape: [1], dtype: 'uint8' } },
    stateFeatures: featureTable(['place'], [['place', 0, 1]], 9),
    taskFeatures: [],
    actionDim: 1,
    horizon: 24,
    controlHz: 10,
  },
  begin: (random) => [0, 0.3 + 0.4 * random.uniform()],
  step: ([place, goal], [push]) => [place + 0.05 * push, goal],
  observe: ([place]) => [place],
  show: ([, goal]) => ({ goal: Uint8Array.of(Math.round(200 * goal)) }),
  isSolved: ([place, goal]) => Math.abs(place - goal) < 0.02,
});

/** Steers to what its encoder reads off the picture, but never quite gets there. */
function steering(gain: number): OwnBase {
  const encoder: Encoder = {
    width: 1,
    encode: async ({ goal }) => Float32Array.from(goal, (byte) => byte / 200),
    close: async () => undefined,
  };
  const policy = { kind: 'steering', task: 'shown-goal', obsHorizon: 1, executeSteps: 2, actionDim: 1, encoder };
  const act = async (slots: readonly number[], seen: Float32Array) =>
    Float32Array.from({ length: 2 * slots.length }, (_, i) => {
      const row = i >> 1;
      return Math.max(-1, Math.min(1, gain * (seen[2 * row + 1] - 0.04 - seen[2 * row])));
    });
  return {
    kind: 'steering',
    create: () => ({ ...policy, act, reset: () => undefined, snapshot: () => ({}), restore: () => undefined }),
  };
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dawnlab-shown-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a task that shows what it does not tell', () => {
  const { knobs, schedule } = taskPreset('gantry-peg', 'smoke', { warmupChunks: 80 });
  const options = (over: Partial<TrainOptions> = {}): TrainOptions => ({
    task: cart,
    baseKind: steering(8),
    agent: createAgent('dawn', knobs),
    schedule,
    seed: 5,
    ...over,
  });

  it('trains on what the base policy’s frozen encoder sees, and continues bitwise', async () => {
    const [whole, cut] = ['whole', 'cut'].map((name) => join(directory, name));
    const reference = await train(options({ directory: whole }));
    // Place and encoded goal, in and out of the first layer.
    expect(JSON.stringify(reference.actor)).toContain('"shape":[2,32]');
    for (const stopAt of [56, 200]) {
      const controller = new AbortController();
      const onProgress: TrainOptions['onProgress'] = ({ done }) => done >= stopAt && controller.abort();
      const part = await train(options({ directory: cut, signal: controller.signal, onProgress }));
      expect(part.status).toBe('interrupted');
    }
    const resumed = await train(options({ directory: cut }));
    expect(resumed.actor).toEqual(reference.actor);
    const timeless = (at: string) =>
      readRecords(join(at, 'metrics.jsonl')).map((record) => ({ ...record, seconds: undefined }));
    expect(timeless(cut)).toEqual(timeless(whole));
  });

  it('is another run when the picture differs', async () => {
    await train(options({ directory }));
    const dim = {
      ...cart,
      create: async () => {
        const env = await cart.create();
        return { ...env, show: () => ({ goal: env.show!().goal.map((byte) => byte >> 1) }) };
      },
    };
    await expect(train(options({ directory, task: dim }))).rejects.toThrow(/belongs to another run/);
  });
});
