/** Units that hardly ever fire. */

import type { NdArray } from '../arrays/index.js';
import { meanOf, rowsOf } from './matrix.js';

/**
 * The share of τ-dormant units of a layer: those with sᵢ = E|hᵢ| / mean_k E|h_k| ≤ τ.
 *
 * @param activations a layer's activations, [states, units]
 * @param threshold τ; 0.025 and 0.1 are usual
 * @returns in [0, 1]; 1 when no unit fires at all
 * @throws RangeError when it is no matrix of finite numbers, or τ is negative
 *
 * See "The dormant neuron phenomenon in deep reinforcement learning" by Sokar et al. (2023).
 */
export function dormantShare(activations: NdArray, threshold = 0.025): number {
  if (!(threshold >= 0)) throw new RangeError(`dormantShare: τ must not be negative, got ${threshold}.`);
  const rows = rowsOf('dormantShare', activations);
  const units = activations.shape[1];
  const scores = Array.from({ length: units }, (_, unit) => meanOf(rows.length, (i) => Math.abs(rows[i][unit])));
  const layer = meanOf(units, (unit) => scores[unit]);
  return scores.filter((score) => score <= threshold * layer).length / units;
}
