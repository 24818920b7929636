import { describe, expect, it } from 'vitest';
import { type Env, type EnvSpec, type EnvStep, type EnvTask, featureTable } from '../../src/environments/index.js';
import { createEnv, openTask } from '../../src/tasks/index.js';
import { envContract } from '../contracts/env.js';

const obsNames = ['count', 'seed'];
const spec: EnvSpec = {
  id: 'own',
  obsDim: 2,
  obsNames,
  actionDim: 1,
  horizon: 12,
  controlHz: 20,
  stateFeatures: featureTable(obsNames, [['count', 0, 1]], 10),
  taskFeatures: featureTable(obsNames, [['seed', 0, 10]], 3),
};

/** Counts its steps, moved by its actions; nothing is checked, as a reader would write it. */
function counting(change: (step: EnvStep, count: number) => object = (step) => step, length = 2, horizon = 12): Env {
  let [count, seed, moved] = [0, 0, 0];
  const obs = () => Float32Array.of(count + moved, seed, 7).slice(0, length);
  return {
    spec: { ...spec, horizon },
    reset(given) {
      [count, seed, moved] = [0, given, 0];
      return obs();
    },
    step([action]: ArrayLike<number> & Iterable<number>) {
      count++;
      moved += action!;
      const step = { obs: obs(), reward: 0, terminated: false, truncated: count >= horizon, success: false };
      return change(step, count) as EnvStep;
    },
    snapshot: () => ({ env: 'own', values: Float64Array.of(count, seed, moved) }),
    restore({ values }) {
      if (values.length !== 3) throw new Error('own: not a snapshot of this task.');
      [count, seed, moved] = values as unknown as [number, number, number];
      return obs();
    },
    close: () => undefined,
  };
}

const task = (create: EnvTask['create'] = () => counting(), change: object = {}): EnvTask => ({
  spec: { ...spec, ...change },
  create,
});
const SIZES = { slots: 2, obsHorizon: 1, executeSteps: 4 };

/** Plays an episode of four chunks of zeros in both slots. */
async function play(own: EnvTask, chunks = 4) {
  const env = await openTask(own, SIZES);
  for (const slot of [0, 1]) await env.reset(slot, slot + 1);
  const batches = [];
  for (let i = 0; i < chunks; i++) batches.push(await env.stepChunks([0, 1], new Float32Array(8)));
  return batches;
}

envContract('an environment of the reader', () => createEnv(task(() => counting(undefined, 2, 120), { horizon: 120 })));

describe('a task of the reader is refused when', () => {
  it.each<[string, object, RegExp]>([
    ['its horizon is 0', { horizon: 0 }, /horizon is 0; it must be an integer of at least 1, primitive steps/],
    ['its horizon is negative', { horizon: -5 }, /horizon is -5/],
    ['its horizon is no integer', { horizon: 2.5 }, /horizon is 2\.5/],
    ['its clock stands still', { controlHz: 0 }, /controlHz is 0; it must be a number in \(0, ∞\)/],
    ['its observation has no numbers', { obsDim: 0 }, /obsDim is 0/],
    ['its actions have none', { actionDim: 0 }, /actionDim is 0/],
    ['names are missing', { obsNames: ['count'] }, /obsNames has 1 names, obsDim is 2/],
    ['two names are the same', { obsNames: ['x', 'x'] }, /two entries of the observation are called 'x'/],
    [
      'a feature looks beyond',
      { stateFeatures: [{ ...spec.stateFeatures[0], index: 2 }] },
      /entry 2 .* that has 2, 0 to 1/,
    ],
    ['a feature is divided by 0', { stateFeatures: [{ ...spec.stateFeatures[0], scale: 0 }] }, /scale is 0/],
    ['a feature has no number', { taskFeatures: [{ ...spec.taskFeatures[0], offset: Number.NaN }] }, /offset is NaN/],
    ['there is nothing to see', { stateFeatures: [], taskFeatures: [] }, /there are no features/],
  ])('%s', async (_, change, message) => {
    await expect(openTask(task(undefined, change), SIZES)).rejects.toThrow(message);
    await expect(createEnv(task(undefined, change))).rejects.toThrow(RangeError);
  });

  it('it hands out one environment for all slots', async () => {
    const one = counting();
    await expect(
      openTask(
        task(() => one),
        SIZES,
      ),
    ).rejects.toThrow(/same environment twice/);
  });

  it('its environments share a state that lies beside them', async () => {
    let count = 0;
    const sharing = () => ({
      ...counting(),
      reset(seed: number) {
        count = 0;
        return Float32Array.of(count, seed);
      },
      step() {
        count++;
        return { obs: Float32Array.of(count, 0), reward: 0, terminated: false, truncated: count >= 12, success: false };
      },
    });
    await expect(openTask(task(sharing), SIZES)).rejects.toThrow(/moved by another one.*inside create/);
  });

  it('its episodes do not follow from their seeds', async () => {
    let drawn = 0;
    const dicing = () => counting((step) => ({ ...step, obs: [drawn++, 0] }));
    await expect(openTask(task(dicing), SIZES)).rejects.toThrow(/must follow from its seed and its actions/);
  });

  it('it hands out none, or one of another spec', async () => {
    await expect(createEnv(task(() => undefined as never))).rejects.toThrow(/without reset\(\)/);
    const other = { ...counting(), spec: { ...spec, horizon: 40 } };
    await expect(createEnv(task(() => other))).rejects.toThrow(/horizon is 12 in the task's spec and 40 in its/);
  });

  it.each([
    ['slots', 0],
    ['obsHorizon', 1.5],
    ['executeSteps', -4],
  ])('the vector has %s %s', async (name, value) => {
    await expect(openTask(task(), { ...SIZES, [name]: value })).rejects.toThrow(
      `${name} is ${value}; it must be an integer of at least 1`,
    );
  });
});

describe('an environment of the reader is stopped when', () => {
  const broken = (change: (step: EnvStep, count: number) => object) => play(task(() => counting(change)));

  it.each([1, 3])('an observation has %s numbers', async (length) => {
    await expect(play(task(() => counting(undefined, length)))).rejects.toThrow(
      `own: the observation has ${length} numbers, expected 2, obsDim of its spec (after reset(`,
    );
  });

  it.each<[string, (step: EnvStep, count: number) => object, RegExp]>([
    [
      'a number is NaN',
      (step) => ({ ...step, obs: [0, Number.NaN] }),
      /entry seed of the observation is NaN \(step 1 of/,
    ],
    ['a number is infinite', (step) => ({ ...step, obs: [1 / 0, 0] }), /entry count of the observation is Infinity/],
    ['there is no observation', (step) => ({ ...step, obs: undefined }), /has no numbers, expected 2/],
    ['nothing comes back', () => undefined as never, /has no numbers, expected 2/],
    [
      'it never ends',
      (step) => ({ ...step, truncated: false }),
      /goes on after 12 steps, the horizon.*truncated: true/,
    ],
    ['it ends twice', (step) => ({ ...step, terminated: true, truncated: true }), /terminated and truncated both/],
    ['a reward is NaN', (step) => ({ ...step, reward: Number.NaN }), /the reward is NaN with success false/],
    ['a reward is dense', (step) => ({ ...step, reward: -0.5 }), /the reward is -0\.5 .* 1 on success, else 0/],
    ['success has no reward', (step) => ({ ...step, success: true }), /the reward is 0 with success true/],
    ['a flag is missing', ({ success: _, ...step }) => step, /success is undefined .* true or false/],
  ])('%s', async (_, change, message) => {
    await expect(broken(change)).rejects.toThrow(message);
    await expect(broken(change)).rejects.toBeInstanceOf(RangeError);
  });
});

describe('an environment of the reader', () => {
  it('may use one buffer for all observations', async () => {
    const buffer = new Float32Array(2);
    const reusing = () => {
      const env = counting();
      const into = (obs: Float32Array) => {
        buffer.set(obs);
        return buffer;
      };
      return {
        ...env,
        reset: (seed: number) => into(env.reset(seed)),
        step(action: ArrayLike<number>) {
          const step = env.step(action);
          return { ...step, obs: into(step.obs) };
        },
      };
    };
    const [ours, theirs] = [await play(task(reusing), 3), await play(task(), 3)];
    expect(ours).toEqual(theirs);
  });

  it('is given actions in bounds, each in an array of its own', async () => {
    const seen: ArrayLike<number>[] = [];
    const env = await createEnv(
      task(() => ({
        ...counting(),
        step(action) {
          seen.push(action);
          return { obs: Float32Array.of(0, 0), reward: 0, terminated: false, truncated: false, success: false };
        },
      })),
    );
    env.reset(1);
    for (const action of [[3], [-0.25]]) env.step(action);
    expect(seen.map((action) => [...Array.from(action)])).toEqual([[1], [-0.25]]);
  });

  it('ends with its success, also where it would go on', async () => {
    const solving = (step: EnvStep, count: number) => ({ ...step, success: count === 6, reward: Number(count === 6) });
    const [first, second] = await play(
      task(() => counting(solving)),
      2,
    );
    expect([...first!.succeeded, ...first!.terminated]).toEqual([0, 0, 0, 0]);
    expect([...second!.succeeded, ...second!.success, ...second!.terminated]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([...second!.primitiveSteps, ...second!.rewardSum]).toEqual([2, 2, 1, 1]);
  });
});

describe('endOnSuccess: false', () => {
  it('tells a success within a chunk from one at its end', async () => {
    const { createChunkedEnv } = await import('../../src/environments/index.js');
    const solving = (step: EnvStep, count: number) => ({ ...step, success: count === 2, reward: Number(count === 2) });
    const env = createChunkedEnv(counting(solving), { executeSteps: 4 });
    env.reset(1);
    expect(env.stepChunk(new Float32Array(4))).toMatchObject({ success: false, succeeded: true, primitiveSteps: 4 });
    expect(env.stepChunk(new Float32Array(4))).toMatchObject({ success: false, succeeded: false });
  });
});
