/** Critics: networks, what their outputs mean, targets, losses. */

export { blockCritic } from './blockCritic.js';
export { categoricalHead } from './categoricalHead.js';
export { type CriticLoss, meanSquaredError } from './criticLoss.js';
export type { CriticLayer, CriticNetwork } from './criticNetwork.js';
export {
  type Ensemble,
  type EnsembleTensors,
  ensembleInit,
  ensembleOutputs,
  ensembleValue,
  twinCritics,
} from './ensemble.js';
export { gaussianHistogramHead } from './gaussianHistogramHead.js';
export { mlpCritic } from './mlpCritic.js';
export { quantileHead } from './quantileHead.js';
export { randomEnsemble } from './randomEnsemble.js';
export { criticForms, ensembles, targets, valueHeads } from './registry.js';
export { ofShape } from './shapes.js';
export { hardTarget, softTarget, type Target, type TargetInputs } from './target.js';
export { scalarHead, type ValueHead, valuesOf } from './valueHead.js';
export type { ValueSupport } from './valueSupport.js';
