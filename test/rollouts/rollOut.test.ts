import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pureTask, type VectorEnv } from '../../src/environments/index.js';
import { type Acted, type Actor, type Round, rollOut, seedsFrom, stepByStep } from '../../src/rollouts/index.js';
import { openTask } from '../../src/tasks/index.js';
import { lineSpec } from '../lineSpec.js';

/** A point that moves by its action; solved at 1. Episodes begin at a place that follows from the seed. */
const spec = lineSpec(12);
const line = pureTask({
  spec,
  begin: (random) => [random.uniform(-1, 0)],
  step: ([x], [a]) => [x! + 0.1 * a!],
  isSolved: ([x]) => x! >= 0.5,
});

/** Moves by half a step per chunk that it has had, so that chunks are told apart. */
const actor = (executeSteps: number): Actor => ({
  begin: () => undefined,
  act: (episodes) => ({
    actions: Float32Array.from(episodes.flatMap(({ chunks }) => Array(executeSteps).fill(Math.min(1, 0.5 * chunks)))),
  }),
});

async function roundsOf(env: VectorEnv, acting: Actor, seeds: Iterable<number>): Promise<Round<Acted>[]> {
  const rounds: Round<Acted>[] = [];
  for await (const round of rollOut(env, acting, { seeds })) rounds.push(round);
  return rounds;
}

const open = (slots: number, executeSteps: number) => openTask(line, { slots, obsHorizon: 1, executeSteps });

describe('rollOut', () => {
  let env: VectorEnv;
  beforeAll(async () => {
    env = await open(2, 4);
  });
  afterAll(() => env.close());

  it('gives a slot the next seed when its episode ends, and leaves when there is none', async () => {
    const rounds = await roundsOf(env, actor(4), seedsFrom(5, 3));
    const seen = rounds.flatMap(({ episodes, ends }) =>
      episodes.map((episode, row) => ({ ...episode, end: ends[row] })),
    );
    const ended = seen.filter(({ end }) => end);
    expect(ended.map(({ seed }) => seed).sort()).toEqual([5, 6, 7]);
    expect(new Set(ended.map(({ index, seed }) => seed - index))).toEqual(new Set([5]));
    for (const { slot, seed, chunks } of ended) {
      const own = seen.filter((episode) => episode.seed === seed);
      expect(own.map((episode) => episode.chunks)).toEqual(Array.from({ length: chunks + 1 }, (_, i) => i));
      expect(new Set(own.map((episode) => episode.slot))).toEqual(new Set([slot]));
    }
  });

  it('says what each chunk was worth: −1 until success', async () => {
    const rounds = await roundsOf(env, actor(4), [1]);
    const rewards = rounds.map((round) => round.rewards[0]);
    const end = rounds.at(-1)!.ends[0];
    expect(rewards.slice(0, -1).every((reward) => reward === -1)).toBe(true);
    expect(rewards.at(-1)).toBe(end === 'terminated' ? 0 : -1);
  });

  it('does not depend on how many run side by side', async () => {
    const other = await open(3, 4);
    const worth = async (vector: VectorEnv) => {
      const bySeed = new Map<number, number[]>();
      for (const { episodes, rewards } of await roundsOf(vector, actor(4), seedsFrom(0, 5)))
        for (const [row, { seed }] of episodes.entries())
          bySeed.set(seed, [...(bySeed.get(seed) ?? []), rewards[row]!]);
      return [...bySeed].sort(([a], [b]) => a - b);
    };
    expect(await worth(other)).toEqual(await worth(env));
    await other.close();
  });

  it('goes on from episodes under way', async () => {
    const whole = await roundsOf(env, actor(4), [1]);
    const [first] = await roundsOf(env, actor(4), [1]).then((rounds) => rounds);
    await env.reset(0, 1);
    await env.stepChunks([0], first!.acted.actions);
    const rest: Round<Acted>[] = [];
    const from = [{ index: 0, slot: 0, seed: 1, chunks: 1 }];
    for await (const round of rollOut(env, actor(4), { from })) rest.push(round);
    expect(rest.map(({ obsStacks }) => [...obsStacks])).toEqual(whole.slice(1).map(({ obsStacks }) => [...obsStacks]));
  });
});

it('a policy of chunks, step by step, does what it does chunk by chunk', async () => {
  const [chunked, single] = [await open(1, 4), await open(1, 1)];
  const chunks = await roundsOf(chunked, actor(4), [3, 4]);
  const steps = await roundsOf(single, stepByStep(actor(4), { executeSteps: 4, actionDim: 1 }), [3, 4]);
  const primitive = chunks.reduce((sum, { step }) => sum + step.primitiveSteps[0]!, 0);
  expect(steps).toHaveLength(primitive);
  const lastObs = (rounds: readonly Round<Acted>[]) =>
    rounds.filter(({ ends }) => ends[0]).map(({ step, ends }) => [...step.obsStacks, ends[0]]);
  expect(lastObs(steps)).toEqual(lastObs(chunks));
  await Promise.all([chunked.close(), single.close()]);
});
