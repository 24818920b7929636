/** The structural scale mismatch, at the critic's input. */

import type { NdArray } from '../arrays/index.js';
import { meanOf, norm, rowsOf } from './matrix.js';

/** How small the residual is beside what it comes with; ratios of mean norms. */
export interface ScaleMismatch {
  /** E‖λu‖ / E‖a_base‖. */
  readonly toBase: number;
  /** E‖λu‖ / E‖[s, a_base]‖. */
  readonly toInput: number;
}

/**
 * The scale of residuals beside base actions and beside the whole input of the critic.
 *
 * @param features features of the states, [states, featureDim]
 * @param base base chunks, [states, chunkDim]
 * @param residual unscaled residual chunks in [−1, 1], [states, chunkDim]
 * @param lambda bound λ of the residual
 * @returns ratios of mean Euclidean norms; Infinity where base actions are all 0
 * @throws RangeError when the matrices do not fit, or hold numbers that are not finite
 *
 * What DAWN (arXiv 2602.10539, abstract) calls the structural scale mismatch; the measure is the project's.
 */
export function scaleMismatch(features: NdArray, base: NdArray, residual: NdArray, lambda: number): ScaleMismatch {
  const states = rowsOf('scaleMismatch', features);
  const bases = rowsOf('scaleMismatch', base);
  const residuals = rowsOf('scaleMismatch', residual, base.shape[1]);
  if (states.length !== bases.length || bases.length !== residuals.length)
    throw new RangeError(
      `scaleMismatch: needs one row per state in each, got ${states.length}, ${bases.length} and ${residuals.length}.`,
    );
  const count = bases.length;
  const scaled = lambda * meanOf(count, (i) => norm(residuals[i]));
  return {
    toBase: scaled / meanOf(count, (i) => norm(bases[i])),
    toInput: scaled / meanOf(count, (i) => Math.hypot(norm(states[i]), norm(bases[i]))),
  };
}
