import { describe, expect, it } from 'vitest';
import { type EnvSpec, featureTable, type PureTask, pureTask } from '../../src/environments/index.js';
import { createEnv, envSpec, openTask } from '../../src/tasks/index.js';
import { envContract } from '../contracts/env.js';
import { vectorEnvContract } from '../contracts/vectorEnv.js';

const obsNames = ['x', 'y', 'goal'];
const spec: EnvSpec = {
  id: 'walk',
  obsDim: 3,
  obsNames,
  actionDim: 6,
  horizon: 120,
  controlHz: 10,
  stateFeatures: featureTable(
    obsNames,
    [
      ['x', 0, 1],
      ['y', 0, 1],
    ],
    Number.POSITIVE_INFINITY,
  ),
  taskFeatures: featureTable(obsNames, [['goal', 0, 1]], 3),
};
/** Steps of a tenth in the plane; the goal is a distance along x that the action never reaches by standing still. */
const walk: PureTask = {
  spec,
  begin: (random) => [random.uniform(), 0, 9 + random.uniform()],
  step: ([x, y, goal], [dx, dy]) => [x! + 0.1 * dx!, y! + 0.1 * dy!, goal!],
  isSolved: ([x, , goal]) => x! >= goal!,
};

envContract('a pure task', () => createEnv(pureTask(walk)));
vectorEnvContract('a vector of a pure task', (sizes) => openTask(pureTask(walk), sizes), pureTask(walk));

describe('pureTask', () => {
  it('steps, rewards success alone and ends there', async () => {
    const env = await createEnv(pureTask({ ...walk, begin: () => [0.85, 0, 1] }));
    const [first, ...rest] = [env.reset(1), ...[0.5, 1].map((dx) => env.step([dx, -1, 0, 0, 0, 0]))];
    expect([...(first as Float32Array)]).toEqual([...Float32Array.of(0.85, 0, 1)]);
    expect(rest).toMatchObject([
      { reward: 0, terminated: false, truncated: false, success: false },
      { reward: 1, terminated: true, truncated: false, success: true },
    ]);
    expect([...env.restore(env.snapshot())]).toEqual([...Float32Array.of(0.85 + 0.05 + 0.1, -0.2, 1)]);
    expect(() => env.step([0, 0, 0, 0, 0, 0])).toThrow(/walk: step\(\) after the episode ended/);
  });

  it('observes what it is told to', async () => {
    const env = await createEnv(pureTask({ ...walk, observe: ([x, y, goal]) => [goal! - x!, y!, 7] }));
    const [distance, , seven] = env.reset(3);
    expect(distance).toBeGreaterThan(1);
    expect(seven).toBe(7);
    expect(envSpec(pureTask(walk))).toBe(spec);
  });

  it('refuses states and observations that change their length or are not finite', async () => {
    const broken = async (change: Partial<PureTask>) => (await createEnv(pureTask({ ...walk, ...change }))).reset(1);
    const stepped = async (change: Partial<PureTask>) => {
      const env = await createEnv(pureTask({ ...walk, ...change }));
      env.reset(1);
      env.step(new Float32Array(6));
    };
    await expect(broken({ observe: () => [1] })).rejects.toThrow('walk: the observation has 1 numbers, expected 3');
    await expect(stepped({ step: (state) => state.slice(1) })).rejects.toThrow('walk: the state has 2 numbers');
    await expect(stepped({ step: ([x, y]) => [x!, y!, Number.NaN] })).rejects.toThrow('number 2 of the state is NaN');
  });
});
