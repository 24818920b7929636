import { checkCount } from './checks.js';
import { decidingRuns, MOST_RUNS } from './decidingRuns.js';
import { describeInterval, formatNumber } from './describeInterval.js';
import type { Interval } from './interval.js';

/** What a claim says, and what it is judged by, before there is an interval. */
export interface ClaimTerms {
  /** The claim in words, for instance `DAWN ends higher than Policy Decorator`. */
  readonly claim: string;
  /**
   * Whether the claim says that the quantity is above or below `margin`, or within ±`margin`: a claim that something
   * makes no difference worth the name.
   */
  readonly direction: 'above' | 'below' | 'within';
  /**
   * What the quantity is compared with: 0 for a difference, 1 for a speed-up, ½ for a probability of improvement. For
   * `within`, the largest difference that still counts as none, fixed before the data are seen.
   */
  readonly margin: number;
  /**
   * The lowest and the highest estimate that the design allows, `[-Infinity, Infinity]` where nothing bounds it. A claim
   * that no outcome can support, or none refute, is not judged: its test could not have come out otherwise.
   */
  readonly possible: readonly [low: number, high: number];
  /** Number of runs (seeds) behind the evidence, of the agent that has fewer. */
  readonly runs: number;
  /** Fewest runs from which anything is concluded; default 3. */
  readonly minimumRuns?: number;
  /** What is replicated, where it is not training runs: for instance `episode`, for a claim about one fixed policy. */
  readonly replicate?: string;
}

/** A claim that an interval can decide. */
export interface Claim extends ClaimTerms {
  /** The estimate of the quantity that the claim is about, with its interval. */
  readonly evidence: Interval;
}

/** The four things that can be said of a claim. */
export type VerdictWord = 'supported' | 'not supported' | 'inconclusive here' | 'undecidable here';

/** A verdict with the reason for it. */
export interface Verdict {
  readonly claim: string;
  readonly verdict: VerdictWord;
  /** One sentence with the numbers that decided. */
  readonly reason: string;
  readonly evidence: Interval;
  /** The lowest and the highest estimate that the design allows. */
  readonly possible: readonly [low: number, high: number];
  /** Runs that would decide an inconclusive claim, were estimate and spread to stay; none where too many to be worth a number. */
  readonly wouldTell?: number;
}

/**
 * Decides a claim from an interval, by a rule fixed before the data are seen:
 * *undecidable here* when the range of possible estimates lies wholly on one side of the margin, whatever was measured;
 * *supported* when the whole interval lies strictly on the claimed side, *not supported* when the whole
 * of it lies on the other side (or on the margin), *inconclusive here* when it contains the margin, when it is not a
 * number, or when there are too few runs.
 *
 * With `within`, the claimed side is the open interval (−margin, margin): two one-sided tests of equivalence. Taken from a
 * 95 % interval, each is at 2.5 %, stricter than the usual 5 %. That an interval contains 0 is not
 * enough: with few runs it contains much else.
 *
 * @param claim the claim, its evidence, direction, margin, possible range, and number of runs
 * @returns the verdict and its reason
 * @throws RangeError when the margin is not finite, or not positive for `within`; when the possible range is none, or the
 *   estimate lies outside it; when the number of runs is not a non-negative integer
 */
export function verdict(claim: Claim): Verdict {
  checkClaim(claim);
  const { evidence, possible } = claim;
  const [word, reason, wouldTell] = decide(claim);
  const open = wouldTell !== undefined && Number.isFinite(wouldTell) ? { wouldTell } : {};
  return { claim: claim.claim, verdict: word, reason, evidence, possible, ...open };
}

/** Rounding of a mean over runs. */
const ROUNDING = 1e-9;

function checkClaim({ claim, runs, margin, direction, possible, evidence: { estimate } }: Claim): void {
  checkCount('verdict', 'runs', runs, 0);
  if (!Number.isFinite(margin)) throw new RangeError(`verdict: margin must be finite, got ${margin}.`);
  if (direction === 'within' && margin <= 0)
    throw new RangeError(`verdict: within needs a positive margin, got ${margin}: how much still counts as none?`);
  const [low, high] = possible;
  if (!(low <= high))
    throw new RangeError(`verdict: possible must be [lowest, highest] of the estimate, got [${low}, ${high}].`);
  if (estimate < low - ROUNDING || estimate > high + ROUNDING)
    throw new RangeError(
      `verdict: the estimate of '${claim}' is ${estimate}, outside of [${low}, ${high}], which was said to be all that ` +
        'is possible. Are the ends of the range those of this score?',
    );
}

/**
 * Whether a claim's test could come out either way: some possible estimate supports it, and some does not.
 *
 * @param terms the claim, with its direction, margin and possible range
 * @returns false when every possible estimate lies on one side
 */
export function isDecidable({ direction, margin, possible: [low, high] }: ClaimTerms): boolean {
  if (direction === 'above') return high > margin && low <= margin;
  if (direction === 'below') return low < margin && high >= margin;
  return low < margin && high > -margin && (low <= -margin || high >= margin);
}

/** The word, the sentence that gives its reason, and of an open claim how many runs would close it. */
function decide(claim: Claim): [VerdictWord, string, number?] {
  const { evidence, direction, margin, runs, possible, minimumRuns = 3, replicate = 'run' } = claim;
  const { low, high } = evidence;
  const count = `${runs} ${replicate}${runs === 1 ? '' : 's'}`;
  const place = direction === 'within' ? `within ±${formatNumber(margin)}` : `${direction} ${formatNumber(margin)}`;
  if (!isDecidable(claim)) {
    const range = `from ${formatNumber(possible[0])} to ${formatNumber(possible[1])}`;
    const one = sides({ ...claim, evidence: { ...evidence, low: possible[0], high: possible[1] } })[0] ? 'every' : 'no';
    const nothing = Number.isNaN(evidence.estimate) ? '' : ` It is ${formatNumber(evidence.estimate)}.`;
    return ['undecidable here', `the estimate can only be ${range}, and ${one} such value lies ${place}.${nothing}`];
  }
  if (runs < minimumRuns) return ['inconclusive here', `${count}; at least ${minimumRuns} are needed.`];
  if (Number.isNaN(low) || Number.isNaN(high))
    return ['inconclusive here', `there is no interval (${evidence.method}).`];
  const interval = describeInterval(evidence);
  const [supports, contradicts] = sides(claim);
  if (supports) return ['supported', `${interval} lies ${place} (${count}).`];
  if (contradicts) return ['not supported', `${interval} does not lie ${place} anywhere (${count}).`];
  const open = direction === 'within' ? `lies ${place} only in part` : `contains ${formatNumber(margin)}`;
  const wouldTell = runs < 2 ? Number.POSITIVE_INFINITY : decidingRuns(evidence, direction, margin, runs);
  const many = Number.isFinite(wouldTell) ? `${wouldTell}` : `more than ${formatNumber(MOST_RUNS)}`;
  const told = `${many} ${replicate}s of this mean and spread would tell`;
  return ['inconclusive here', `${interval} ${open} (${count}): ${told}.`, wouldTell];
}

/** Whether the whole interval is where the claim says, and whether none of it is. */
function sides({ evidence: { low, high }, direction, margin }: Claim): [boolean, boolean] {
  if (direction === 'above') return [low > margin, high <= margin];
  if (direction === 'below') return [high < margin, low >= margin];
  return [low > -margin && high < margin, low >= margin || high <= -margin];
}
