/** The verdict that ends a notebook: computed, never typed in. */

import type { Verdict } from '../statistics/index.js';
import { display } from './display.js';
import { type NoticeTone, noticeBox } from './noticeBox.js';
import { formatValue } from './showTable.js';

/** The MIME type under which a verdict is stored in a notebook; the publisher gathers them. */
export const VERDICT_MIME = 'application/vnd.dawnlab.verdict+json';

/** What a reader must know beside a verdict. */
export interface VerdictContext {
  /** What the estimate is, with its unit, for instance `difference in final success`. */
  readonly unit: string;
  /** Scale, seeds, differences from the paper. */
  readonly note?: string;
}

/** A verdict as it is stored in a notebook. */
export interface ShownVerdict extends Verdict, VerdictContext {
  /** The estimate with its interval as text: JSON has no word for infinity, which a speed-up can be. */
  readonly estimate: string;
}

const TONES: Readonly<Record<Verdict['verdict'], NoticeTone>> = {
  supported: 'good',
  'not supported': 'bad',
  'inconclusive here': 'open',
};

/**
 * Shows a verdict box.
 *
 * @param verdict what `verdict()` of the statistics decided
 * @param context what the estimate is, and what a reader must know beside it
 * @example
 * showVerdict(verdict({ claim, evidence, direction: 'above', margin: 0, runs: 8 }), { unit: 'difference in success' });
 */
export function showVerdict(verdict: Verdict, context: VerdictContext): void {
  const { unit, note } = context;
  const heading = `Verdict: ${verdict.verdict}`;
  const evidence = `${unit}: ${verdict.reason} Interval: ${verdict.evidence.method}.`;
  const lines = [verdict.claim, evidence[0].toUpperCase() + evidence.slice(1), ...(note ? [note] : [])];
  const [estimate, low, high] = [verdict.evidence.estimate, verdict.evidence.low, verdict.evidence.high].map(
    formatValue,
  );
  const shown: ShownVerdict = { ...verdict, ...context, estimate: `${estimate} [${low}, ${high}]` };
  display({
    'text/html': noticeBox(TONES[verdict.verdict], heading, lines),
    'text/plain': [heading, ...lines].join('\n  '),
    [VERDICT_MIME]: shown,
  });
}
