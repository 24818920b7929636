import { describe, expect, it } from 'vitest';
import {
  type BaseNoise,
  basePolicyByHand,
  baseSteps,
  chosenNoise,
  loadBasePolicy,
  parseBaseName,
} from '../../src/policies/index.js';
import { randomStream } from '../../src/random/index.js';
import { sweepDescription } from '../../src/runs/index.js';
import { createEnv } from '../../src/tasks/index.js';

/** Chunks of two episodes' seeds from one observation, and the second chunk of the first. */
async function chunks(name: string, noise?: BaseNoise): Promise<Float32Array[]> {
  const policy = await loadBasePolicy('gantry-peg', { kind: name, noise });
  const env = await createEnv('gantry-peg');
  const obs = env.reset(3);
  const stack = Float32Array.from(
    Array(policy.obsHorizon)
      .fill([...obs])
      .flat(),
  );
  const made: Float32Array[] = [];
  for (const seed of [1, 2]) {
    policy.reset(0, seed);
    for (let i = 0; i < 2; i++) made.push(await policy.act([0], stack));
  }
  env.close();
  await policy.close();
  return made;
}

describe('the noise of a base policy', () => {
  it('is fresh for every chunk where it is sampled', async () => {
    const made = await chunks('diffusion');
    expect(new Set(made.map(String)).size).toBe(4);
    expect(await chunks('diffusion', 'sampled')).toEqual(made);
  });

  it('is the same for every chunk and episode where it is zero or fixed', async () => {
    const [zero, fixed] = [await chunks('diffusion@zero'), await chunks('diffusion@fixed')];
    for (const made of [zero, fixed]) expect(new Set(made.map(String)).size).toBe(1);
    expect(zero[0]).not.toEqual(fixed[0]);
    expect(await chunks('diffusion', 'zero')).toEqual(zero);
    expect(await chunks('diffusion', 'fixed')).toEqual(fixed);
  });

  it('leaves the stream where it is unless it is sampled', () => {
    const twos = {
      size: 2,
      draw: (stream: { uniform(): number }, row: Float32Array) => row.fill(2 + stream.uniform()),
    };
    const stream = randomStream(1, 'test');
    const row = new Float32Array(2).fill(9);
    chosenNoise(twos, 'zero').draw(stream, row);
    expect([...row]).toEqual([0, 0]);
    chosenNoise(twos, 'fixed').draw(stream, row);
    expect(row[0]).toBeGreaterThanOrEqual(2);
    expect(stream.state().drawn).toBe(0);
    chosenNoise(twos, 'sampled').draw(stream, row);
    expect(stream.state().drawn).toBe(1);
  });

  it('is refused where nothing is sampled, or where there is no such noise', async () => {
    await expect(loadBasePolicy('gantry-peg', { kind: 'cloning@zero' })).rejects.toThrow(
      /cloning policy samples nothing/,
    );
    await expect(loadBasePolicy('gantry-peg', { kind: 'scripted@fixed' })).rejects.toThrow(
      /scripted policy samples nothing/,
    );
    await expect(loadBasePolicy('gantry-peg', { kind: 'diffusion@one' })).rejects.toThrow(
      "The base policy diffusion@one asks for a noise 'one'; there are sampled, zero, fixed.",
    );
    const own = basePolicyByHand('gantry-peg', 'still', () => [0, 0, 0, 0, 0, 0]);
    await expect(loadBasePolicy('gantry-peg', { kind: own, noise: 'zero' })).rejects.toThrow(
      /your own and draws its own/,
    );
  });

  it('is no part of the name of the file', () => {
    expect(parseBaseName('diffusion-15demos@zero')).toEqual({ policy: 'diffusion-15demos', noise: 'zero' });
    expect(baseSteps('gantry-peg', 'diffusion@zero')).toBe(baseSteps('gantry-peg', 'diffusion'));
  });

  it('stands in a sweep among the bases', async () => {
    const sweep = { finding: 'x', tasks: ['gantry-peg'], seeds: [1] };
    const { bases } = await sweepDescription({ ...sweep, bases: ['diffusion', 'diffusion@zero'] });
    expect(bases).toEqual(['diffusion', 'diffusion@zero']);
    await expect(sweepDescription({ ...sweep, bases: ['diffusion zero'] })).rejects.toThrow(/diffusion@zero/);
  });
});
