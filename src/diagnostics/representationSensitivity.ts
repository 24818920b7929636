/** How far a residual moves a critic's features. */

import type { NdArray } from '../arrays/index.js';
import { distance, dot, meanOf, norm, rowsOf } from './matrix.js';

/** Three views of one movement. */
export interface RepresentationSensitivity {
  /** S = E‖φ(s, a_b + λu) − φ(s, a_b)‖ / E‖φ(s, a_b)‖. */
  readonly relative: number;
  /** E[1 − cos(φ(s, a_b + λu), φ(s, a_b))]. */
  readonly cosineDistance: number;
  /** The same movement over the mean distance of two states: E‖φ(s, a_b) − φ(s', a_b')‖. */
  readonly toStates: number;
}

/**
 * The sensitivity of a representation to the residual.
 *
 * @param withResidual features φ(s, a_b + λu) of one layer, [states, units]
 * @param without features φ(s, a_b) of the same states, [states, units]
 * @returns three ratios, 0 for a representation that does not see the residual
 * @throws RangeError when the matrices do not fit, or with fewer than two states
 *
 * DAWN (arXiv 2602.10539) names the quantity; its formula is not known, these definitions are the project's.
 */
export function representationSensitivity(withResidual: NdArray, without: NdArray): RepresentationSensitivity {
  const moved = rowsOf('representationSensitivity', withResidual, without.shape[1]);
  const still = rowsOf('representationSensitivity', without);
  const count = still.length;
  if (moved.length !== count || count < 2)
    throw new RangeError(
      `representationSensitivity: needs the same two or more states in both, got ${moved.length} and ${count}.`,
    );
  const movement = meanOf(count, (i) => distance(moved[i], still[i]));
  const cosine = (i: number) => dot(moved[i], still[i]) / (norm(moved[i]) * norm(still[i]));
  // Each state with each later one would be quadratic in a batch; a shift pairs every state with another one.
  const shift = Math.ceil(count / 2);
  return {
    relative: movement / meanOf(count, (i) => norm(still[i])),
    cosineDistance: meanOf(count, (i) => 1 - cosine(i)),
    toStates: movement / meanOf(count, (i) => distance(still[i], still[(i + shift) % count])),
  };
}
