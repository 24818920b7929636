/** The normalizations by name. */

import { batchNormalization } from './batchNormalization.js';
import { hypersphericalNormalization } from './hypersphericalNormalization.js';
import { layerNormalization } from './layerNormalization.js';
import { noNormalization } from './noNormalization.js';
import type { Normalizer } from './normalizer.js';
import { rmsNormalization } from './rmsNormalization.js';
import { spectralNormalization } from './spectralNormalization.js';
import { weightNormalization } from './weightNormalization.js';

/** Every normalization by its name. A new one is a new file and an entry here. */
export const normalizerNamed = {
  none: noNormalization,
  layerNorm: layerNormalization,
  rmsNorm: rmsNormalization,
  batchNorm: batchNormalization,
  weightNorm: weightNormalization,
  spectralNorm: spectralNormalization,
  hyperspherical: hypersphericalNormalization,
} satisfies Readonly<Record<string, Normalizer>>;

/** Every normalization. */
export const normalizers: readonly Normalizer[] = Object.values(normalizerNamed);
