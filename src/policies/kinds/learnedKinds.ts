/** The kinds of learned base policies by name. A new kind is one entry here. */

import { type CloningModel, compileCloning, trainCloning } from './cloning/cloningNetwork.js';
import { compileSampler } from './diffusion/sampler.js';
import { type DiffusionModel, trainDiffusion } from './diffusion/trainDiffusion.js';
import type { LearnedKind } from './learnedKind.js';

/** Diffusion Policy's horizons (observe 2, predict 16, execute 4), with an MLP instead of a U-Net. */
const diffusion: LearnedKind<DiffusionModel> = {
  shape: { obsHorizon: 2, predictSteps: 16, firstStep: -1 },
  executeSteps: 4,
  model: { hidden: 256, blocks: 2, stepWidth: 64, diffusionSteps: 100, samplingSteps: 4 },
  training: {
    steps: 4000,
    batch: 128,
    learningRate: 1e-3,
    finalLearningRate: 1e-5,
    warmupSteps: 200,
    weightDecay: 1e-6,
  },
  noiseDim: (chunkDim) => chunkDim,
  train: trainDiffusion,
  network: compileSampler,
};

/** Behaviour cloning of chunks of 8, executed by halves. */
const cloning: LearnedKind<CloningModel> = {
  shape: { obsHorizon: 1, predictSteps: 8, firstStep: 0 },
  executeSteps: 4,
  model: { hidden: 256, layers: 3 },
  training: {
    steps: 4000,
    batch: 128,
    learningRate: 1e-3,
    finalLearningRate: 1e-5,
    warmupSteps: 200,
    weightDecay: 1e-6,
  },
  noiseDim: () => 0,
  train: trainCloning,
  network: compileCloning,
};

/** Names of the learned kinds. */
export type LearnedKindName = 'diffusion' | 'cloning';

/** Every learned kind by name; sizes in a checkpoint replace the defaults. */
export const learnedKinds: Readonly<Record<LearnedKindName, LearnedKind<unknown>>> = {
  diffusion: diffusion as LearnedKind<unknown>,
  cloning: cloning as LearnedKind<unknown>,
};

/**
 * Looks a kind up.
 *
 * @param name for instance `diffusion`
 * @returns the kind
 * @throws Error naming those that there are
 */
export function learnedKind(name: string): LearnedKind<unknown> {
  if (Object.hasOwn(learnedKinds, name)) return learnedKinds[name as LearnedKindName];
  throw new Error(`There is no learned base policy '${name}'; there are ${Object.keys(learnedKinds).join(', ')}.`);
}
