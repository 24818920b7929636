import { describe, expect, it } from 'vitest';
import {
  clipAction,
  createChunkedEnv,
  createFrameStackedEnv,
  type Env,
  type EnvSpec,
  featurize,
} from '../../src/environments/index.js';
import { createEnv, envSpec } from '../../src/tasks/index.js';

const SPEC: EnvSpec = {
  id: 'counter',
  obsDim: 1,
  obsNames: ['count'],
  stateFeatures: [{ name: 'count', index: 0, offset: 1, scale: 2, clip: 5 }],
  taskFeatures: [],
  actionDim: 1,
  horizon: 10,
  controlHz: 1,
};

/** Counts its steps; succeeds at `goal`. */
function counter(goal: number): Env {
  let count = 0;
  return {
    spec: SPEC,
    reset(seed) {
      count = seed;
      return Float32Array.of(count);
    },
    step() {
      count++;
      const success = count === goal;
      return {
        obs: Float32Array.of(count),
        reward: success ? 1 : 0,
        terminated: success,
        truncated: !success && count >= SPEC.horizon,
        success,
      };
    },
    snapshot: () => ({ env: SPEC.id, values: Float64Array.of(count) }),
    restore({ values }) {
      count = values[0];
      return Float32Array.of(count);
    },
    close: () => {},
  };
}

describe('clipAction', () => {
  it('bounds and counts', () => {
    const target = new Float32Array(3);
    expect(clipAction([-3, 0.5, 1], target)).toBe(1);
    expect([...target]).toEqual([-1, 0.5, 1]);
  });
});

describe('createFrameStackedEnv', () => {
  it('keeps the last observations, oldest first', () => {
    const env = createFrameStackedEnv(counter(100), 3);
    expect([...env.reset(4)]).toEqual([4, 4, 4]);
    expect([...env.step([0]).obs]).toEqual([4, 4, 5]);
    const saved = env.snapshot();
    expect([...env.step([0]).obs]).toEqual([4, 5, 6]);
    expect([...env.step([0]).obs]).toEqual([5, 6, 7]);
    expect([...env.restore(saved)]).toEqual([4, 4, 5]);
    expect([...env.step([0]).obs]).toEqual([4, 5, 6]);
  });

  it('names the frames and looks at the newest with its features', () => {
    const { spec } = createFrameStackedEnv(counter(100), 2);
    expect(spec.obsNames).toEqual(['countTm1', 'count']);
    expect([...featurize(spec.stateFeatures, [9, 5])]).toEqual([2]);
    expect(() => createFrameStackedEnv(counter(1), 0)).toThrow(RangeError);
  });
});

describe('createChunkedEnv', () => {
  const chunk = Float32Array.of(0, 2, -2, 0);

  it('sums rewards, counts steps and stops where the episode ends', () => {
    const env = createChunkedEnv(counter(6), { executeSteps: 4 });
    env.reset(0);
    const first = env.stepChunk(chunk);
    expect(first).toMatchObject({ rewardSum: 0, primitiveSteps: 4, terminated: false, clippedFraction: 0.5 });
    const last = env.stepChunk(chunk);
    expect(last).toMatchObject({ rewardSum: 1, primitiveSteps: 2, terminated: true, truncated: false, success: true });
    expect(last.clippedFraction).toBe(0.5);
    expect([...last.obs]).toEqual([6]);
  });

  it('passes truncation on', () => {
    const env = createChunkedEnv(counter(100), { executeSteps: 4 });
    env.reset(7);
    expect(env.stepChunk(chunk)).toMatchObject({ primitiveSteps: 3, terminated: false, truncated: true });
  });

  it('refuses chunks of another length', () => {
    const env = createChunkedEnv(counter(100), { executeSteps: 4 });
    env.reset(0);
    expect(() => env.stepChunk(chunk.slice(1))).toThrow(/4 × 1 = 4/);
  });
});

describe('the registry', () => {
  it('names the tasks there are when asked for another', async () => {
    expect(() => envSpec('door')).toThrow(/gantry-peg, gantry-peg-rgb, panda-peg/);
    await expect(createEnv('toString')).rejects.toThrow(/no environment/);
  });
});
