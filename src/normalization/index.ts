/** Normalization of critic layers: LayerNorm and its rivals, each usable in any critic. */

export { batchNormalization } from './batchNormalization.js';
export { hypersphericalNormalization } from './hypersphericalNormalization.js';
export { layerNormalization } from './layerNormalization.js';
export { noNormalization } from './noNormalization.js';
export {
  type Normalizer,
  type NormalizerParams,
  type NormalizerTensors,
  normalized,
  normalizedAffine,
} from './normalizer.js';
export { normalizerNamed, normalizers } from './registry.js';
export { rmsNormalization } from './rmsNormalization.js';
export { spectralNormalization } from './spectralNormalization.js';
export { weightNormalization } from './weightNormalization.js';
