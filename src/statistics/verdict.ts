import { checkCount } from './checks.js';
import type { Interval } from './interval.js';

/** A claim that an interval can decide. */
export interface Claim {
  /** The claim in words, for instance `DAWN ends higher than Policy Decorator`. */
  readonly claim: string;
  /** The estimate of the quantity that the claim is about, with its interval. */
  readonly evidence: Interval;
  /** Whether the claim says that the quantity is above or below `margin`. */
  readonly direction: 'above' | 'below';
  /** What the quantity is compared with: 0 for a difference, 1 for a speed-up, ½ for a probability of improvement. */
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
 * @param claim the claim, its evidence, direction, margin, and number of runs
 * @returns the verdict and its reason
 * @throws RangeError when the margin is not finite or the number of runs is not a non-negative integer
 */
export function verdict(claim: Claim): Verdict {
  checkCount('verdict', 'runs', claim.runs, 0);
  if (!Number.isFinite(claim.margin)) throw new RangeError(`verdict: margin must be finite, got ${claim.margin}.`);
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
  const [supports, contradicts] =
    direction === 'above' ? [low > margin, high <= margin] : [high < margin, low >= margin];
  if (supports) return ['supported', `${interval} lies ${direction} ${format(margin)} (${count}).`];
  if (contradicts)
    return ['not supported', `${interval} does not lie ${direction} ${format(margin)} anywhere (${count}).`];
  return ['inconclusive here', `${interval} contains ${format(margin)} (${count}): more ${replicate}s would tell.`];
}

/** For instance `0.2 [0.1, 0.3] at 95 %`. */
function describe({ estimate, low, high, level }: Interval): string {
  return `${format(estimate)} [${format(low)}, ${format(high)}] at ${format(level * 100)} %`;
}

/** At most three decimals, without trailing zeros. */
function format(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(3))) : String(value);
}
