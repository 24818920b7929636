import { describe, expect, it } from 'vitest';
import type { NdArray } from '../../src/arrays/index.js';
import { type ChunkNetwork, chunkPolicy, normalNoise } from '../../src/policies/index.js';
import { envSpec } from '../../src/tasks/index.js';

const spec = envSpec('gantry-peg');
const features = spec.stateFeatures.slice(0, 1);
const shape = { obsHorizon: 2, predictSteps: 3, firstStep: -1 };

/** Predicts action entry k of row i as i / 10 + k / 100, and keeps what it was given. */
function fakeNetwork(): ChunkNetwork & { seen: { condition: number[]; noise: number[] }[] } {
  const seen: { condition: number[]; noise: number[] }[] = [];
  return {
    seen,
    async run({ condition, noise }) {
      seen.push({ condition: [...condition.data], noise: [...noise.data] });
      const [batch, width] = [condition.shape[0], shape.predictSteps * spec.actionDim];
      const data = Float32Array.from(
        { length: batch * width },
        (_, i) => Math.floor(i / width) / 10 + (i % width) / 100,
      );
      const chunk: NdArray = { shape: [batch, width], data };
      return { chunk };
    },
    dispose: async () => undefined,
  };
}

const make = (network: ChunkNetwork, actionScales?: number[]) =>
  chunkPolicy({
    kind: 'fake',
    spec,
    features,
    shape,
    executeSteps: 2,
    batch: 3,
    noise: normalNoise(1),
    actionScales,
    network,
  });

const stack = (first: number, second: number): Float32Array => {
  const obs = new Float32Array(2 * spec.obsDim);
  obs[0] = first;
  obs[spec.obsDim] = second;
  return obs;
};

describe('chunkPolicy', () => {
  it('puts each slot in its own row and leaves idle rows zero', async () => {
    const network = fakeNetwork();
    await make(network).act([2], stack(0.1, 0.2));
    const { condition, noise } = network.seen[0];
    const [{ offset, scale }] = features;
    expect(condition.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(condition[4]).toBeCloseTo((0.1 - offset) / scale, 5);
    expect(condition[5]).toBeCloseTo((0.2 - offset) / scale, 5);
    expect(noise.slice(0, 2)).toEqual([0, 0]);
    expect(noise[2]).not.toBe(0);
  });

  it('executes the steps from the present on', async () => {
    const actions = await make(fakeNetwork()).act([1], stack(0, 0));
    const expected = Array.from({ length: 12 }, (_, k) => 0.1 + (6 + k) / 100);
    expect([...actions]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
  });

  it('scales the dimensions of the actions', async () => {
    const actions = await make(fakeNetwork(), [0.5, 1, 1, 1, 1, 0.25]).act([0], stack(0, 0));
    expect(actions[0]).toBeCloseTo(0.03, 6);
    expect(actions[5]).toBeCloseTo(0.25 * 0.11, 6);
    expect(actions[6]).toBeCloseTo(0.06, 6);
    expect(actions[7]).toBeCloseTo(0.13, 6);
  });

  it('refuses to act while it acts', async () => {
    const policy = make(fakeNetwork());
    const first = policy.act([0], stack(0, 0));
    await expect(policy.act([1], stack(0, 0))).rejects.toThrow(/await the previous chunk/);
    await expect(first).resolves.toHaveLength(12);
    await expect(policy.act([1], stack(0, 0))).resolves.toHaveLength(12);
  });
});
