/** What every agent must do, whatever it is composed of. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, checkAgent } from '../../src/agents/index.js';
import type { ActorCriticSettings } from '../../src/algorithms/index.js';
import { type ArrayTree, copyTree, flattenTree, mapTree, type NdArray } from '../../src/arrays/index.js';
import { type CompiledUpdate, compileUpdate, runEagerly, type Tensors } from '../../src/compute/index.js';
import { randomStream } from '../../src/random/index.js';
import { composeActions } from '../../src/residual/index.js';
import { expectClose } from './computeKernel.js';

const DIMS = { featureDim: 6, chunkDim: 4 };
const BATCH = 16;

type ActorCritic = Agent<ActorCriticSettings>;

/** A batch of random transitions: every fourth one ends in success; with all the noise that the learning rule asks for. */
function randomBatch({ algorithm, settings }: ActorCritic, seed: number) {
  const stream = randomStream(seed, 'test');
  const normal = (width: number): NdArray => ({
    shape: [BATCH, width],
    data: stream.fillNormal(new Float32Array(BATCH * width)),
  });
  const uniform = (width: number): NdArray => ({
    shape: [BATCH, width],
    data: stream.fillUniform(new Float32Array(BATCH * width), -1, 1),
  });
  const each = (value: (row: number) => number): NdArray => ({
    shape: [BATCH, 1],
    data: Float32Array.from({ length: BATCH }, (_, row) => value(row)),
  });
  const { featureDim, chunkDim } = DIMS;
  const { noise } = algorithm.sampling(settings, { obs: { shape: [featureDim] }, chunkDim });
  return {
    obsTm1: normal(featureDim),
    obsT: normal(featureDim),
    baseTm1: uniform(chunkDim),
    baseT: uniform(chunkDim),
    residualTm1: uniform(chunkDim),
    rewardT: each((row) => (row % 4 ? -1 : 0)),
    discountT: each((row) => (row % 4 ? settings.discount : 0)),
    ...Object.fromEntries(Object.entries(noise).map(([name, { shape }]) => [name, normal(shape[0])])),
  };
}

type Update = CompiledUpdate<ArrayTree, ArrayTree, Readonly<Record<string, NdArray>>>;

const start = ({ algorithm, settings }: ActorCritic, seed = 1) => algorithm.init(seed, DIMS, settings);

async function makeUpdate(agent: ActorCritic, engine: 'onnx' | 'eager'): Promise<Update> {
  const { algorithm, settings } = agent;
  const batch: ArrayTree = randomBatch(agent, 1);
  const update = await compileUpdate((s, b) => algorithm.update(s, b, settings), start(agent), batch, { engine });
  return update as Update;
}

const shapes = (tree: ArrayTree) => flattenTree(tree).map(([path, { shape }]) => [path, shape]);

/** Actions of an actor whose every parameter is `factor` times that of a fresh one. */
async function act(agent: ActorCritic, base: NdArray, factor: number): Promise<Float32Array> {
  const { algorithm, settings } = agent;
  const { obsTm1: features, residualTm1: noise } = randomBatch(agent, 2);
  const large = mapTree(algorithm.policy.of(start(agent)), ({ shape, data }) => ({
    shape,
    // What is 0 at first is as large as the rest here.
    data: Float32Array.from(data, (x, i) => factor * (x || 0.01 * Math.cos(i))),
  }));
  const given = { actor: large, features, base, noise };
  const { residual } = await runEagerly((seen) => {
    const { actor, noise, ...sight } = seen as Tensors<typeof given>;
    return { residual: algorithm.policy.act(actor, sight, noise, settings) };
  }, given);
  return composeActions(base.data as Float32Array, residual.data as Float32Array, settings.lambda);
}

/**
 * Declares the contract's tests.
 *
 * @param name key under which the agent is registered
 * @param make makes the agent with small networks
 */
export function agentContract(name: string, make: () => ActorCritic): void {
  describe(`agent ${name}`, () => {
    const agent = make();
    let compiled: Update;
    let eager: Update;

    beforeAll(async () => {
      [compiled, eager] = [await makeUpdate(agent, 'onnx'), await makeUpdate(agent, 'eager')];
    });
    afterAll(() => compiled.dispose());

    it('is called by its name, and keeps the form of agents', () => {
      expect(agent.name).toBe(name);
      expect(() => checkAgent(agent)).not.toThrow();
    });

    it('starts from its seed alone', () => {
      const [seven, eight] = [start(agent, 7), start(agent, 8)] as Readonly<Record<string, ArrayTree>>[];
      expect(start(agent, 7)).toEqual(seven);
      expect(eight.actor).not.toEqual(seven.actor);
      expect(eight.critic).not.toEqual(seven.critic);
      expect(seven.target).toEqual(seven.critic);
      expect(seven.critic.q1).not.toEqual(seven.critic.q2);
    });

    it('keeps its warmup and its gate within bounds', () => {
      const stream = randomStream(1, 'exploration');
      for (const chunks of [0, 10, agent.warmup.chunks - 1]) {
        if (agent.warmup.behaviour !== 'actor') {
          const residual = agent.warmup.behaviour(chunks, DIMS.chunkDim, stream, 7);
          expect(residual).toHaveLength(DIMS.chunkDim);
          expect(residual.every((u) => Math.abs(u) <= 1)).toBe(true);
        }
        expect(agent.gate(chunks) >= 0 && agent.gate(chunks) <= 1).toBe(true);
      }
      expect(agent.gate(1e9)).toBe(1);
    });

    it.each([1, 1e4])('stays within λ of the base action with parameters times %s', async (factor) => {
      const base = randomBatch(agent, 3).baseTm1;
      const distances = (await act(agent, base, factor)).map((action, i) => Math.abs(action - base.data[i]));
      const largest = Math.max(...distances);
      // One unit in the last place of an action near 1.
      expect(largest).toBeLessThanOrEqual(agent.settings.lambda + 1.2e-7);
      if (factor > 1) expect(largest).toBeGreaterThan(0.99 * agent.settings.lambda);
    });

    it('compiles, and updates as the eager update does', async () => {
      expect([compiled.engine, eager.engine]).toEqual(['onnx', 'eager']);
      for (const seed of [1, 2, 3]) {
        const batch = randomBatch(agent, seed);
        const wanted = await eager.run(batch);
        for (const [metric, value] of Object.entries(await compiled.run(batch)))
          expectClose(value, wanted[metric], `${metric} of update ${seed}`);
      }
      const wanted = new Map(flattenTree(eager.state));
      for (const [path, value] of flattenTree(compiled.state)) expectClose(value, wanted.get(path) as NdArray, path);
    });

    it('keeps the structure of its state, reports finite numbers, and moves its targets by τ', async () => {
      const before = copyTree(compiled.state);
      const metrics = await compiled.run(randomBatch(agent, 4));
      for (const [metric, { data }] of Object.entries(metrics)) expect(Number.isFinite(data[0]), metric).toBe(true);
      expect(shapes(compiled.state)).toEqual(shapes(before));
      expect(compiled.state.actor).not.toEqual(before.actor);
      const [target, critic] = [new Map(flattenTree(before)), new Map(flattenTree(compiled.state))];
      for (const [path, { shape, data }] of flattenTree(compiled.state.target as ArrayTree)) {
        const [from, to] = [target.get(`target.${path}`) as NdArray, critic.get(`critic.${path}`) as NdArray];
        const moved = from.data.map((x: number, i: number) => x + agent.settings.tau * (to.data[i] - x));
        expectClose({ shape, data }, { shape, data: moved }, `target ${path}`);
      }
    });
  });
}
