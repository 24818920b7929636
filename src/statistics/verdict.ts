import { checkCount } from './checks.js';
import type { Interval } from './interval.js';

/** A claim that an interval can decide. */
export interface Claim {
  /** The claim in words, for instance `DAWN ends higher than Policy Decorator`. */
  readonly claim: string;
  /** The estimate of the quantity that the claim is about, with its interval. */
  readonly evidence: Interval;
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
  /** Number of runs (seeds) behind the evidence, of the agent that has fewer. */
  readonly runs: number;
  /** Fewest runs from which anything is concluded; default 3. */
  readonly minimumRuns?: number;
  /** What is replicated, where it is not training runs: for instance `episode`, for a claim about one fixed policy. */
  readonly replicate?: string;
}

/** The three things that can be said of a claim. */
export type VerdictWord = 'supported' | 'not supported' | 'inconclusive here';

/** A verdict with the reason for it. */
export interface Verdict {
  readonly claim: string;
  readonly verdict: VerdictWord;
  /** One sentence with the numbers that decided. */
  readonly reason: string;
  readonly evidence: Interval;
}

/**
 * Decides a claim from an interval, by a rule fixed before the data are seen:
 * *supported* when the whole interval lies strictly on the claimed side of the margin, *not supported* when the whole
 * of it lies on the other side (or on the margin), *inconclusive here* when it contains the margin, when it is not a
 * number, or when there are too few runs.
 *
 * With `within`, the claimed side is the open interval (−margin, margin): two one-sided tests of equivalence. Taken from a
 * 95 % interval, each is at 2.5 %, stricter than the usual 5 %. That an interval contains 0 is not
 * enough: with few runs it contains much else.
 *
 * @param claim the claim, its evidence, direction, margin, and number of runs
 * @returns the verdict and its reason
 * @throws RangeError when the margin is not finite, or not positive for `within`, or the number of runs is not a
 *   non-negative integer
 */
export function verdict(claim: Claim): Verdict {
  checkCount('verdict', 'runs', claim.runs, 0);
  if (!Number.isFinite(claim.margin)) throw new RangeError(`verdict: margin must be finite, got ${claim.margin}.`);
  if (claim.direction === 'within' && claim.margin <= 0)
    throw new RangeError(
      `verdict: within needs a positive margin, got ${claim.margin}: how much still counts as none?`,
    );
  const [word, reason] = decide(claim);
  return { claim: claim.claim, verdict: word, reason, evidence: claim.evidence };
}

/** The word and the sentence that gives its reason. */
function decide(claim: Claim): [VerdictWord, string] {
  const { evidence, direction, margin, runs, minimumRuns = 3, replicate = 'run' } = claim;
  const { low, high } = evidence;
  const count = `${runs} ${replicate}${runs === 1 ? '' : 's'}`;
  if (runs < minimumRuns) return ['inconclusive here', `${count}; at least ${minimumRuns} are needed.`];
  if (Number.isNaN(low) || Number.isNaN(high))
    return ['inconclusive here', `there is no interval (${evidence.method}).`];
  const interval = describe(evidence);
  const [supports, contradicts] = sides(claim);
  const place = direction === 'within' ? `within ±${format(margin)}` : `${direction} ${format(margin)}`;
  if (supports) return ['supported', `${interval} lies ${place} (${count}).`];
  if (contradicts) return ['not supported', `${interval} does not lie ${place} anywhere (${count}).`];
  const open = direction === 'within' ? `lies ${place} only in part` : `contains ${format(margin)}`;
  return ['inconclusive here', `${interval} ${open} (${count}): more ${replicate}s would tell.`];
}

/** Whether the whole interval is where the claim says, and whether none of it is. */
function sides({ evidence: { low, high }, direction, margin }: Claim): [boolean, boolean] {
  if (direction === 'above') return [low > margin, high <= margin];
  if (direction === 'below') return [high < margin, low >= margin];
  return [low > -margin && high < margin, low >= margin || high <= -margin];
}

/** For instance `0.2 [0.1, 0.3] at 95 %`. */
function describe({ estimate, low, high, level }: Interval): string {
  return `${format(estimate)} [${format(low)}, ${format(high)}] at ${format(level * 100)} %`;
}

/** At most three decimals, without trailing zeros. */
function format(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(3))) : String(value);
}
