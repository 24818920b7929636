/** Normalization of critic layers. */

export { layerNormalization } from './layerNormalization.js';
export { noNormalization } from './noNormalization.js';
export type { Normalizer, NormalizerParams, NormalizerTensors } from './normalizer.js';
