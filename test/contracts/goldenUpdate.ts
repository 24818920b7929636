/** What a whole update owes to PyTorch: its golden values (test/golden/residual_sac.py). */

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  type ResidualBatch,
  type ResidualSacSettings,
  type ResidualSacState,
  residualSacUpdate,
} from '../../src/algorithms/residualSac/index.js';
import { type ArrayTree, decodeSafetensors, flattenTree, type NdArray } from '../../src/arrays/index.js';
import { adamInit, compileUpdate, type EngineName } from '../../src/compute/index.js';
import { blockCritic, hardTarget, mlpCritic, scalarHead, softTarget } from '../../src/critic/index.js';
import { layerNormalization, noNormalization } from '../../src/normalization/index.js';
import { sumInput } from '../../src/residual/index.js';
import { expectClose } from './computeKernel.js';

interface Workload {
  readonly width: number;
  readonly actorWidth: number;
  readonly depth: number;
  readonly blocks?: number;
  readonly normalize: boolean;
  readonly soft: boolean;
  readonly lambda: number;
  readonly learningRate: number;
  readonly tau: number;
  readonly initialTemperature: number;
  readonly maxGradientNorm: number;
}

function settingsOf(w: Workload): ResidualSacSettings {
  const normalizer = w.normalize ? layerNormalization : noNormalization;
  const { width, depth, blocks } = w;
  return {
    lambda: w.lambda,
    discount: 0.97,
    tau: w.tau,
    actor: { width: w.actorWidth, depth: 2 },
    critic: blocks ? blockCritic({ width, blocks, normalizer }) : mlpCritic({ width, depth, normalizer }),
    target: w.soft ? softTarget : hardTarget,
    criticInput: sumInput,
    valueHead: scalarHead(),
    actorLearningRate: w.learningRate,
    criticLearningRate: w.learningRate,
    temperatureLearningRate: w.learningRate,
    initialTemperature: w.initialTemperature,
    targetEntropyPerEntry: -1,
    maxGradientNorm: w.maxGradientNorm,
  };
}

function golden(agent: string) {
  const file = new URL(`../golden/residual_sac_${agent}.safetensors`, import.meta.url);
  const { tree, metadata } = decodeSafetensors(readFileSync(file));
  return { tree: tree as Record<string, ArrayTree>, settings: settingsOf(JSON.parse(metadata.workload) as Workload) };
}

function initialState(before: ArrayTree): ResidualSacState {
  const { actor, critic, temperature } = before as { readonly [key: string]: ArrayTree };
  const optimizers = {
    actorOptimizer: adamInit(actor),
    criticOptimizer: adamInit(critic),
    temperatureOptimizer: adamInit(temperature),
  };
  return { ...before, ...optimizers } as unknown as ResidualSacState;
}

function expectTree(actual: ArrayTree, wanted: ArrayTree, label: string): void {
  const given = new Map(flattenTree(actual));
  for (const [path, array] of flattenTree(wanted)) expectClose(given.get(path) as NdArray, array, `${label} ${path}`);
}

/** Adam's first moment after one step is (1 − β₁) times the clipped gradient. */
function firstGradients({ actorOptimizer, criticOptimizer }: ResidualSacState): ArrayTree {
  const unscaled = (tree: ArrayTree): [string, NdArray][] =>
    flattenTree(tree).map(([path, { shape, data }]) => [
      path,
      { shape, data: Float32Array.from(data, (m) => m / 0.1) },
    ]);
  return {
    actor: Object.fromEntries(unscaled(actorOptimizer.m as ArrayTree)),
    critic: Object.fromEntries(unscaled(criticOptimizer.m as ArrayTree)),
  };
}

/** The agents that there are golden values of. */
export const GOLDEN_AGENTS = ['layer_norm', 'blocks', 'plain'] as const;

/**
 * Makes three updates and compares metrics, gradients and the state with PyTorch's.
 *
 * @param agent whose golden values
 * @param engine what runs the updates
 */
export async function expectGoldenUpdates(agent: (typeof GOLDEN_AGENTS)[number], engine: EngineName): Promise<void> {
  const { tree, settings } = golden(agent);
  const batches = [tree.batch0, tree.batch1, tree.batch2] as unknown as ResidualBatch[];
  const state = initialState(tree.before);
  const update = await compileUpdate((s, b) => residualSacUpdate(s, b, settings), state, batches[0], {
    engine,
  });
  expect(update.engine).toBe(engine);
  for (const [step, batch] of batches.entries()) {
    expectTree(await update.run(batch), tree[`metrics${step}`], `metrics of update ${step + 1}:`);
    if (step === 0) expectTree(firstGradients(update.state), tree.gradients, 'gradient of');
  }
  expectTree(update.state, tree.after, 'after three updates:');
  await update.dispose();
}
