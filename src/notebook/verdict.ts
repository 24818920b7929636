/** The verdict that ends a notebook: computed, never typed in. */

import { display } from './display.js';
import { type NoticeTone, noticeBox } from './noticeBox.js';
import { formatValue } from './showTable.js';

/** What the evidence of this run says about a claim. */
export type VerdictWord = 'supported' | 'not supported' | 'inconclusive here';

/** A claim with its evidence. */
export interface Verdict {
  /** The claim in one sentence, as it was stated before the run. */
  readonly claim: string;
  readonly verdict: VerdictWord;
  /** The number that decides, in `unit`; undefined where nothing was measured (smoke scale). */
  readonly estimate?: number;
  /** Its 95 % interval, [low, high], in `unit`. */
  readonly interval?: readonly [number, number];
  /** What the number is, for instance `difference in final success, 3 seeds`. */
  readonly unit: string;
  /** What a reader must know beside it: scale, seeds, differences from the paper. */
  readonly note?: string;
}

const TONES: Readonly<Record<VerdictWord, NoticeTone>> = {
  supported: 'good',
  'not supported': 'bad',
  'inconclusive here': 'open',
};

/**
 * Shows a verdict box.
 *
 * @param verdict claim and evidence
 */
export function showVerdict(verdict: Verdict): void {
  const heading = `Verdict: ${verdict.verdict}`;
  const lines = [verdict.claim, evidence(verdict), ...(verdict.note ? [verdict.note] : [])];
  display({
    'text/html': noticeBox(TONES[verdict.verdict], heading, lines),
    'text/plain': [heading, ...lines].join('\n  '),
    'application/vnd.dawnlab.verdict+json': { ...verdict },
  });
}

function evidence({ estimate, interval, unit }: Verdict): string {
  if (estimate === undefined) return `Not measured (${unit}).`;
  const range = interval ? ` (95 % interval ${formatValue(interval[0])} to ${formatValue(interval[1])})` : '';
  return `Estimate ${formatValue(estimate)}${range}: ${unit}.`;
}
