import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allFeatures,
  type Encoder,
  type EnvSpec,
  encodedEnv,
  featureTable,
  pureTask,
  type VectorEnv,
} from '../../src/environments/index.js';
import { createEnv, openTask } from '../../src/tasks/index.js';

const SIZES = { slots: 3, obsHorizon: 1, executeSteps: 2 };

/** A cart that is to reach a goal; its own place is a number, the goal is only shown: two bytes, hundredths. */
const spec: EnvSpec = {
  id: 'shown-goal',
  obsDim: 1,
  obsNames: ['place'],
  shows: { goal: { shape: [1, 2], dtype: 'uint8' } },
  stateFeatures: featureTable(['place'], [['place', 0, 2]], 9),
  taskFeatures: [],
  actionDim: 1,
  horizon: 40,
  controlHz: 10,
};
const bytes = (goal: number, place: number) => Uint8Array.of(Math.round(100 * goal), Math.round(100 * Math.abs(place)));
const cart = pureTask({
  spec,
  begin: (random) => [0, 0.3 + 0.6 * random.uniform()],
  step: ([place, goal], [push]) => [place + 0.05 * push, goal],
  observe: ([place]) => [place],
  show: ([place, goal]) => ({ goal: bytes(goal, place) }),
  isSolved: ([place, goal]) => Math.abs(place - goal) < 0.01,
});

/** The bytes as hundredths: what a perfect encoder would say. */
const reader: Encoder = {
  width: 2,
  encode: async ({ goal }) => Float32Array.from(goal, (byte) => byte / 100),
  close: async () => undefined,
};

describe('what a task shows', () => {
  let vector: VectorEnv;
  beforeAll(async () => {
    vector = await openTask(cart, SIZES);
  });
  afterAll(() => vector.close());

  it('follows every slot through resets and steps, and comes back with a snapshot', async () => {
    for (const slot of [0, 1, 2]) await vector.reset(slot, 10 + slot);
    const env = await createEnv(cart);
    env.reset(11);
    expect([...vector.shown!.goal.subarray(2, 4)]).toEqual([...env.show!().goal]);
    const saved = await vector.snapshot!();
    const before = vector.shown!.goal.slice();
    await vector.stepChunks([0, 2], Float32Array.of(1, 1, 1, 1));
    expect([...vector.shown!.goal.filter((_, i) => i % 2 === 1)]).toEqual([10, 0, 10]);
    await vector.restore!(saved);
    expect(vector.shown!.goal).toEqual(before);
    env.close();
  });

  it('is not part of the numbers', async () => {
    const env = await createEnv(cart);
    expect(env.reset(3)).toHaveLength(1);
    env.close();
  });

  it.each([
    [() => ({}), /'goal', which show\(\) returns, is of type undefined; expected 2 numbers of shape \[1,2\]/],
    [() => ({ goal: new Float32Array(2) }), /is of type Float32Array; expected .* in a Uint8Array/],
    [() => ({ goal: new Uint8Array(3) }), /has 3 numbers; expected 2/],
  ])('is held to the spec', async (show, message) => {
    const wrong = pureTask({
      spec,
      begin: () => [0, 1],
      step: (s) => s,
      observe: ([p]) => [p],
      show,
      isSolved: () => false,
    });
    const env = await createEnv(wrong);
    env.reset(1);
    expect(() => env.show!()).toThrow(message);
  });

  it('has a spec that describes arrays', async () => {
    const wrong = { ...cart, spec: { ...spec, shows: { goal: { shape: [0] } } } };
    await expect(createEnv(wrong)).rejects.toThrow('goal has the shape [0]');
  });
});

describe('an encoded vector', () => {
  it('has numbers and vector side by side, as features too', async () => {
    const vector = encodedEnv(await openTask(cart, SIZES), reader);
    expect(vector.spec.obsNames).toEqual(['place', 'embedding0', 'embedding1']);
    expect(allFeatures(vector.spec).map(({ index, scale }) => [index, scale])).toEqual([
      [0, 2],
      [1, 1],
      [2, 1],
    ]);
    for (const slot of [0, 1, 2]) await vector.reset(slot, 10 + slot);
    const saved = await vector.snapshot!();
    const { obsStacks } = await vector.stepChunks([2, 0], Float32Array.of(1, 1, -1, -1));
    const goal = (slot: number) => vector.shown!.goal[2 * slot] / 100;
    const expected = [0.1, goal(2), 0.1, -0.1, goal(0), 0.1].map((x) => Math.fround(x));
    for (const [i, x] of expected.entries()) expect(obsStacks[i]).toBeCloseTo(x, 6);
    expect([...vector.obsStacks.subarray(0, 3)]).toEqual([...obsStacks.subarray(3)]);
    const after = vector.obsStacks.slice();
    await vector.restore!(saved);
    expect(vector.obsStacks).not.toEqual(after);
    await vector.stepChunks([2, 0], Float32Array.of(1, 1, -1, -1));
    expect(vector.obsStacks).toEqual(after);
    await vector.close();
  });

  it('refuses what shows nothing, and stacks', async () => {
    const blind = await openTask('gantry-peg', SIZES);
    expect(() => encodedEnv(blind, reader)).toThrow('gantry-peg shows nothing that an encoder could see');
    const stacked = await openTask(cart, { ...SIZES, obsHorizon: 2 });
    expect(() => encodedEnv(stacked, reader)).toThrow('obsHorizon is 2');
    await blind.close();
  });

  it('refuses an encoder for another number of environments', async () => {
    const forFour: Encoder = { ...reader, encode: async () => new Float32Array(4 * reader.width) };
    const vector = encodedEnv(await openTask(cart, SIZES), forFour);
    await expect(vector.reset(0, 1)).rejects.toThrow(/gave 8 numbers for 3 environments, expected 6.*\{ batch: 3 \}/);
  });
});
