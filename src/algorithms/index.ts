/** What a learning rule is, and what rules share; each has a folder of its own, which only agents know. */

export {
  type ActorCriticSettings,
  actorCriticSampling,
  type NoisyBatch,
  type TransitionBatch,
  withDefaults,
} from './actorCritic.js';
export type {
  Algorithm,
  AlgorithmSettings,
  Decision,
  ResidualDims,
  Sight,
  Views,
} from './algorithm.js';
export { initialState, sampleSpecOf } from './askRule.js';
export { actorCriticForms, entropyTemperature, learningRate } from './forms.js';
export { asItIs, type Backup, type CriticTensors, criticStep, descend, type Learned, type Loss } from './learning.js';
export { criticPanels, type PanelLine, type PanelSpec } from './panels.js';
export type { NoiseSpec, SampleSpec, TransitionSpec } from './sampling.js';
