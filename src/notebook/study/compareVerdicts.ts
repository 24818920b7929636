/** Verdicts of a notebook that was executed again, beside those that were published. */

import type { FoundVerdict } from '../publish/verdictPage.js';

/** A verdict that was published, and what it is now. */
export interface VerdictComparison {
  readonly claim: string;
  readonly task?: string;
  /** Equal bit for bit; the same verdict with intervals that hold each other's estimate; another; or none any more. */
  readonly outcome: 'equal' | 'within' | 'different' | 'missing';
  readonly published: string;
  readonly now?: string;
}

const textOf = ({ verdict, estimate }: FoundVerdict) => `${verdict}, ${estimate}`;

/**
 * Compares verdicts by claim and task, in the order in which they were published.
 *
 * @param published those of the published notebook
 * @param now those of the notebook executed again
 * @returns one comparison a published verdict
 */
export function compareVerdicts(published: readonly FoundVerdict[], now: readonly FoundVerdict[]): VerdictComparison[] {
  const left = [...now];
  return published.map((one) => {
    const at = left.findIndex(
      ({ claim, task, source }) => claim === one.claim && task === one.task && source === one.source,
    );
    const [other] = at < 0 ? [] : left.splice(at, 1);
    const named = { claim: one.claim, ...(one.task ? { task: one.task } : {}), published: textOf(one) };
    return other ? { ...named, outcome: outcomeOf(one, other), now: textOf(other) } : { ...named, outcome: 'missing' };
  });
}

function outcomeOf(one: FoundVerdict, other: FoundVerdict): VerdictComparison['outcome'] {
  if (one.verdict !== other.verdict) return 'different';
  if (JSON.stringify(one.evidence) === JSON.stringify(other.evidence)) return 'equal';
  return holds(one, other) && holds(other, one) ? 'within' : 'different';
}

/** Ends that JSON has no word for are infinite. */
function holds({ evidence }: FoundVerdict, other: FoundVerdict): boolean {
  const { low, high } = evidence as { readonly low: number | null; readonly high: number | null };
  const { estimate } = other.evidence;
  return estimate >= (low ?? Number.NEGATIVE_INFINITY) && estimate <= (high ?? Number.POSITIVE_INFINITY);
}
