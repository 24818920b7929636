/** How many directions a representation uses. */

import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { NdArray } from '../arrays/index.js';
import { rowsOf } from './matrix.js';

function singularValues(caller: string, features: NdArray): number[] {
  const rows = rowsOf(caller, features).map((row) => [...row]);
  const options = { computeLeftSingularVectors: false, computeRightSingularVectors: false, autoTranspose: true };
  return new SingularValueDecomposition(new Matrix(rows), options).diagonal;
}

/**
 * The effective rank: exp(−Σ pᵢ log pᵢ) with pᵢ = σᵢ / Σ σ, the singular values as a distribution.
 *
 * @param features one layer's features, [states, units]; take at least as many states as units
 * @returns from 1, all in one direction, to min(states, units); 0 for features that are all 0
 * @throws RangeError when it is no matrix of finite numbers
 *
 * See "The effective rank: a measure of effective dimensionality" by Roy and Vetterli (2007).
 */
export function effectiveRank(features: NdArray): number {
  const values = singularValues('effectiveRank', features);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const shares = values.map((value) => value / total).filter((share) => share > 0);
  return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
}

/**
 * srank_δ: the least number of singular values whose sum reaches 1 − δ of the whole.
 *
 * @param features one layer's features, [states, units]
 * @param delta share that may be left out
 * @returns a count; 0 for features that are all 0
 * @throws RangeError when it is no matrix of finite numbers, or δ does not lie in (0, 1)
 *
 * See "Implicit under-parameterization inhibits data-efficient deep reinforcement learning" by Kumar et al. (2021).
 */
export function srank(features: NdArray, delta = 0.01): number {
  if (!(delta > 0 && delta < 1)) throw new RangeError(`srank: δ must lie strictly between 0 and 1, got ${delta}.`);
  const values = singularValues('srank', features);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  let [sum, count] = [0, 0];
  while (sum < (1 - delta) * total && count < values.length) sum += values[count++];
  return count;
}
