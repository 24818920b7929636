/** Behaviour cloning of chunks of 8, executed by halves. */

import type { LearnedKind } from '../learnedKind.js';
import { type CloningModel, compileCloning, trainCloning } from './cloningNetwork.js';

/** The kind; it samples nothing. */
export const cloning: LearnedKind<CloningModel> = {
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
  train: trainCloning,
  network: compileCloning,
};
