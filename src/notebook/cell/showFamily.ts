/** Claims that are judged together, and shown one by one. */

import { type FamilyClaim, familyVerdicts } from '../../statistics/index.js';
import { showVerdict, type VerdictContext } from './verdict.js';

/** A claim with what a reader must know beside its verdict. */
export interface ShownClaim extends FamilyClaim, VerdictContext {}

/**
 * Judges the claims of a family ({@link familyVerdicts}: Holm's correction) and shows a verdict box for each.
 *
 * @param claims in the order in which they are shown; `seeds` is their number of runs unless they say another
 * @param level coverage of a single comparison; default 0.95
 * @throws RangeError as {@link familyVerdicts}
 * @example
 * const terms = { direction: 'above', margin: 0, unit: 'difference in final success (IQM)' } as const;
 * showFamily(rivals.map((rival) => ({
 *   claim: `DAWN ends higher than ${rival}.`, source: 'recorded', ...terms,
 *   ...compareArms(runsOf('dawn'), runsOf(rival), finalSuccess),
 * })));
 */
export function showFamily(claims: readonly ShownClaim[], level = 0.95): void {
  familyVerdicts(claims, level).forEach((verdict, i) => {
    const { unit, finding, table, task, source, seeds = claims[i].runs, differs, confound, marks, note } = claims[i];
    showVerdict(verdict, { unit, finding, table, task, source, seeds, differs, confound, marks, note });
  });
}
