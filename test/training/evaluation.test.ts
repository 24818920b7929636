import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VectorEnv } from '../../src/environments/index.js';
import { type BasePolicy, loadBasePolicy } from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import { EVALUATION_SEED } from '../../src/rollouts/index.js';
import { openTask } from '../../src/tasks/index.js';
import { type EvaluatedChunk, evaluate } from '../../src/training/index.js';
import { baseOnly, randomResidual, type WarmupBehaviour } from '../../src/warmup/index.js';

const task = 'gantry-peg';
const common = { episodes: 3, firstSeed: EVALUATION_SEED, success: 'once' } as const;
const protocol = { ...common, residual: 'behaviour' } as const;

describe('evaluation with a behaviour in the place of an actor', () => {
  let base: BasePolicy;
  let env: VectorEnv;
  const open = async (slots: number) => {
    base = await loadBasePolicy(task, { batch: slots });
    env = await openTask(task, { slots, ...base });
  };
  beforeAll(() => open(3));
  afterAll(() => env.close());
  const chunksOf = async (act: WarmupBehaviour, lambda = 0.3) => {
    const chunks: EvaluatedChunk[] = [];
    const onChunk = (chunk: EvaluatedChunk) => chunks.push(chunk);
    const result = await evaluate(env, { base, behaviour: { act, lambda } }, protocol, undefined, onChunk);
    return { result, chunks: chunks.sort((a, b) => a.episode - b.episode) };
  };

  it('without noise is the base policy alone', async () => {
    const alone = await evaluate(env, { base }, { ...common, residual: 'none' });
    const { succeeded, primitiveSteps } = (await chunksOf(baseOnly)).result;
    expect({ succeeded, primitiveSteps }).toEqual({
      succeeded: alone.succeeded,
      primitiveSteps: alone.primitiveSteps,
    });
  });

  it('draws from the stream of each episode, and counts its chunks', async () => {
    const asked: number[] = [];
    const { chunks } = await chunksOf((count, dim, stream, seed) => {
      asked.push(count + 1_000 * (seed - EVALUATION_SEED));
      return randomResidual()(count, dim, stream, seed);
    });
    const own = chunks.filter(({ episode }) => episode === 1);
    const stream = randomStream(EVALUATION_SEED + 1, 'exploration');
    for (const { residual } of own.slice(0, 2))
      expect(residual).toEqual(randomResidual()(0, residual.length, stream, 0));
    expect(asked.filter((count) => count >= 1_000 && count < 2_000)).toEqual(own.map((_, i) => 1_000 + i));
  });

  it('does not depend on how many episodes run side by side', async () => {
    const { chunks } = await chunksOf(randomResidual());
    await env.close();
    await open(2);
    const again = await chunksOf(randomResidual());
    expect(again.chunks.map(({ residual }) => residual)).toEqual(chunks.map(({ residual }) => residual));
  });

  it('refuses a protocol that the policy has nothing for', async () => {
    await expect(evaluate(env, { base }, protocol)).rejects.toThrow(/measures 'behaviour', but the policy has no such/);
    await expect(evaluate(env, { base }, { ...common, residual: 'deterministic' })).rejects.toThrow(RangeError);
  });
});
