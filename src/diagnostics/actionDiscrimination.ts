/** Whether a critic tells residuals apart. */

import type { NdArray } from '../arrays/index.js';
import { standardDeviation } from '../statistics/index.js';
import { meanOf, rowsOf } from './matrix.js';

/** How Q varies with the residual, beside how it varies with the state. */
export interface ActionDiscrimination {
  /** E|Q(s, a_b + λu) − Q(s, a_b)|. */
  readonly difference: number;
  /** Mean over states of the standard deviation of Q over residuals. */
  readonly withinStates: number;
  /** Standard deviation over states of Q(s, a_b). */
  readonly betweenStates: number;
  /** `withinStates / betweenStates`: near 0 the critic ranks states, not actions. */
  readonly ratio: number;
}

/**
 * The discrimination of actions.
 *
 * @param qBase Q(s, a_b), one per state
 * @param qResidual Q(s, a_b + λu) for several residuals per state, [states, residuals]
 * @returns differences and their ratio, in units of Q
 * @throws RangeError when the two do not fit, with fewer than two states or residuals
 */
export function actionDiscrimination(qBase: readonly number[], qResidual: NdArray): ActionDiscrimination {
  const rows = rowsOf('actionDiscrimination', qResidual);
  const residuals = qResidual.shape[1];
  if (rows.length !== qBase.length || rows.length < 2 || residuals < 2)
    throw new RangeError(
      'actionDiscrimination: needs two or more states with two or more residuals each, ' +
        `got ${qBase.length} values of the base and a matrix [${qResidual.shape}].`,
    );
  const withinStates = meanOf(rows.length, (i) => standardDeviation([...rows[i]]));
  const betweenStates = standardDeviation(qBase);
  return {
    difference: meanOf(rows.length, (i) => meanOf(residuals, (j) => Math.abs(rows[i][j] - qBase[i]))),
    withinStates,
    betweenStates,
    ratio: withinStates / betweenStates,
  };
}

/**
 * How often the sign of ΔQ foretells which of two paired rollouts does better.
 *
 * @param deltaQ Q with the residual minus Q without, one per pair
 * @param deltaReturn return with the residual minus return without, from the same state
 * @returns pairs whose signs agree, and pairs in which neither is 0: what `wilson` takes
 * @throws RangeError on unequal lengths
 */
export function signAgreement(
  deltaQ: readonly number[],
  deltaReturn: readonly number[],
): { readonly agreeing: number; readonly pairs: number } {
  if (deltaQ.length !== deltaReturn.length)
    throw new RangeError(`signAgreement: needs as many ΔQ as returns, got ${deltaQ.length} and ${deltaReturn.length}.`);
  const products = deltaQ.map((value, i) => value * deltaReturn[i]).filter((product) => product !== 0);
  return { agreeing: products.filter((product) => product > 0).length, pairs: products.length };
}
