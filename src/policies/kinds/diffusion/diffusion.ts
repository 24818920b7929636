/** Diffusion Policy's horizons (observe 2, predict 16, execute 4), with an MLP instead of a U-Net. */

import { normalNoise } from '../../chunkNoise.js';
import type { LearnedKind } from '../learnedKind.js';
import { compileSampler } from './sampler.js';
import { type DiffusionModel, trainDiffusion } from './trainDiffusion.js';

/** The kind; a chunk begins as x_T, as many normal numbers as it has entries. */
export const diffusion: LearnedKind<DiffusionModel> = {
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
  noise: (_model, chunkDim) => normalNoise(chunkDim),
  train: trainDiffusion,
  network: compileSampler,
};
