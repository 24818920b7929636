import type { Contrast } from './contrast.js';
import { holmLevels } from './holmLevels.js';
import { type ClaimTerms, isDecidable, type Verdict, verdict } from './verdict.js';

/** A claim that a comparison can decide at whatever level its family calls for. */
export interface FamilyClaim extends ClaimTerms {
  readonly contrast: Contrast;
}

/**
 * Judges claims that are read together: the chance of even one false *supported* or *not supported* stays at 1 − level.
 *
 * Each claim is tested against the margin that its estimate lies nearest to, and its interval is taken at the level that
 * Holm's correction leaves it ({@link holmLevels}). Claims that nothing can be concluded from, for want of runs or
 * because their test could not come out otherwise, do not count among the family. A claim alone is a family of one.
 *
 * @param claims one for each comparison, in the order in which they are to be shown
 * @param level coverage of a single comparison; default 0.95
 * @returns one verdict for each claim, in that order; its evidence has the level that was used
 * @throws RangeError as {@link verdict}, or on a level outside (0, 1)
 */
export function familyVerdicts(claims: readonly FamilyClaim[], level = 0.95): Verdict[] {
  const tested = claims.filter((claim) => claim.runs >= (claim.minimumRuns ?? 3) && isDecidable(claim));
  const levels = tested.length > 0 ? holmLevels(tested.map(againstMargin), level) : [];
  return claims.map((claim) => {
    const { contrast, ...terms } = claim;
    const place = tested.indexOf(claim);
    return verdict({ ...terms, evidence: contrast.at(place < 0 ? level : levels[place]) });
  });
}

/** The p-value against the margin; of the two of `within`, the one that is nearer. */
function againstMargin({ contrast, direction, margin }: FamilyClaim): number {
  return contrast.pValue(direction === 'within' && contrast.estimate < 0 ? -margin : margin);
}
