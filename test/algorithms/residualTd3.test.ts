/** Residual TD3: PyTorch's golden values (test/golden/residual_td3.py), the delay, and what explores. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAgent } from '../../src/agents/index.js';
import {
  type ResidualTd3Settings,
  type ResidualTd3State,
  residualTd3,
} from '../../src/algorithms/residualTd3/index.js';
import { type ArrayTree, decodeSafetensors, flattenTree, type NdArray, zeros } from '../../src/arrays/index.js';
import { adam, compileUpdate, runEagerly, type Tensors } from '../../src/compute/index.js';
import { hardTarget, mlpCritic, randomEnsemble, scalarHead, twinCritics } from '../../src/critic/index.js';
import { layerNormalization } from '../../src/normalization/index.js';
import { obsBaseInput, obsInput, sumInput } from '../../src/residual/index.js';
import { taskPreset } from '../../src/tasks/index.js';
import { expectClose } from '../contracts/computeKernel.js';

const { knobs } = taskPreset('gantry-peg', 'smoke');
const DIMS = { featureDim: 5, chunkDim: 3 };

function golden(name: string) {
  const bytes = readFileSync(new URL(`../golden/residual_td3_${name}.safetensors`, import.meta.url));
  const { tree, metadata } = decodeSafetensors(bytes);
  const w = JSON.parse(metadata.workload!);
  const { lambda, tau, maxGradientNorm, targetNoise, targetNoiseClip, policyDelay, learningRate } = w;
  const settings: ResidualTd3Settings = {
    lambda,
    tau,
    maxGradientNorm,
    targetNoise,
    targetNoiseClip,
    policyDelay,
    discount: 0.97,
    explorationNoise: 0,
    actor: { width: w.actorWidth, depth: 2 },
    actorInput: w.seesBase ? obsBaseInput : obsInput,
    critic: mlpCritic({ width: w.width, depth: w.depth, normalizer: layerNormalization }),
    ensemble: w.chosen < w.members ? randomEnsemble(w.members, w.chosen) : twinCritics,
    criticInput: sumInput,
    valueHead: scalarHead(),
    target: hardTarget,
    actorLearningRate: learningRate,
    criticLearningRate: learningRate,
  };
  return { tree: tree as Readonly<Record<string, ArrayTree>>, settings };
}

function stateOf(before: ArrayTree): ResidualTd3State {
  const { actor, critic } = before as Readonly<Record<string, ArrayTree>>;
  const { init } = adam({ learningRate: 0 });
  const optimizers = { actorOptimizer: init(actor!), criticOptimizer: init(critic!) };
  return { ...before, ...optimizers, waited: { updates: zeros([]) } } as ResidualTd3State;
}

function expectTree(actual: ArrayTree, wanted: ArrayTree, label: string): void {
  const given = new Map(flattenTree(actual));
  for (const [path, array] of flattenTree(wanted)) expectClose(given.get(path)!, array, `${label} ${path}`);
}

describe.each(['random', 'twin'])('three updates of %s critics', (name) => {
  it.each(['onnx', 'eager'] as const)('equal PyTorch on %s', async (engine) => {
    const { tree, settings } = golden(name);
    const step = (state: Tensors<ResidualTd3State>, batch: Tensors<ArrayTree>) =>
      residualTd3.update(state, batch as never, settings);
    const update = await compileUpdate(step, stateOf(tree.before!), tree.batch0!, { engine });
    expect(update.engine).toBe(engine);
    for (const i of [0, 1, 2]) {
      const { actor } = structuredClone(update.state);
      expectTree(await update.run(tree[`batch${i}`]!), tree[`metrics${i}`]!, `metrics of update ${i + 1}:`);
      // The actor moves at every second update, and at no other.
      if (i === 1) expect(update.state.actor).not.toEqual(actor);
      else expect(update.state.actor).toEqual(actor);
    }
    expectTree(update.state, tree.after!, 'after three updates:');
    await update.dispose();
  });
});

describe('resfit', () => {
  const resfit = createAgent('resfit', { ...knobs, width: 8 });

  it('begins at the base policy, and explores in units of λ', async () => {
    const actor = residualTd3.policy.of(residualTd3.init(3, DIMS, resfit.settings));
    const noise = { shape: [2, 3], data: Float32Array.of(0, 1, -2, 0.5, 100, -100) };
    const given = { actor, features: zeros([2, 5]), base: zeros([2, 3]), noise };
    const { u } = await runEagerly((inputs) => {
      const { actor: params, noise: drawn, ...sight } = inputs as Tensors<typeof given>;
      return { u: residualTd3.policy.act(params, sight, drawn, resfit.settings) };
    }, given);
    const wanted = [0, 0.3, -0.6, 0.15, 1, -1];
    for (const [i, value] of [...(u as NdArray).data].entries()) expect(value).toBeCloseTo(wanted[i]!, 6);
  });

  it('asks for ten numbers a row to choose critics by, and returns of three chunks', () => {
    const spec = { obs: { shape: [5] }, chunkDim: 3 };
    const { nStep, noise } = residualTd3.sampling(resfit.settings, spec);
    expect([nStep, noise]).toEqual([3, { noiseT: { shape: [3] }, membersT: { shape: [10] } }]);
    const twins = createAgent('resfit', { ...knobs, ensemble: 'twin', nStep: 1, actorInput: 'obs' });
    expect(residualTd3.sampling(twins.settings, spec)).toEqual({
      nStep: 1,
      secondShare: 0,
      noise: { noiseT: { shape: [3] } },
    });
    expect(twins.settings.actorInput?.name).toBe('obs');
  });

  it('holds the actor still where an explicit warmup trains the critics alone', async () => {
    const { tree, settings } = golden('twin');
    const explicit = { updates: 4, trainsActor: false, tunesTemperature: true };
    const update = await compileUpdate(
      (state: Tensors<ResidualTd3State>, batch: Tensors<ArrayTree>) =>
        residualTd3.update(state, batch as never, settings, explicit),
      stateOf(tree.before!),
      tree.batch0!,
    );
    for (const i of [0, 1, 2]) await update.run(tree[`batch${i}`]!);
    expectTree(update.state.actor, tree.before!.actor as ArrayTree, 'actor');
    expect(update.state.critic).not.toEqual(tree.before!.critic);
    await update.dispose();
  });

  it.each([
    [{ initialTemperature: 0.1 }, /leave out initialTemperature/],
    [{ target: 'soft' }, /leave out target 'soft'/],
    [{ explicitUpdates: 4, explicitTemperature: 'fixed' }, /leave out explicitTemperature/],
  ] as const)('refuses a knob of the entropy: %o', (change, message) => {
    expect(() => createAgent('resfit', { ...knobs, ...change })).toThrow(message);
  });
});
