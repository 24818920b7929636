/** The verdict that ends a notebook: computed, never typed in. */

import type { Verdict } from '../../statistics/index.js';
import { display } from './display.js';
import { formatValue } from './formatValue.js';
import { type NoticeTone, noticeBox } from './noticeBox.js';

/** The MIME type under which a verdict is stored in a notebook; the publisher gathers them. */
export const VERDICT_MIME = 'application/vnd.dawnlab.verdict+json';

/** What a reader must know beside a verdict. */
export interface VerdictContext {
  /** What the estimate is, with its unit, for instance `difference in final success`. */
  readonly unit: string;
  /** The notebook that judges, for instance `02-cold-start`; the name of its file by default. */
  readonly finding?: string;
  /** The table of recorded runs that the evidence comes from; by default that of the notebook. */
  readonly table?: string;
  /** The task that the evidence comes from. */
  readonly task?: string;
  /** Whether the evidence is runs of `data/results`, or what was trained in the notebook just now. */
  readonly source?: 'recorded' | 'live';
  /** Seeds behind the estimate, of the arm that has fewest. */
  readonly seeds?: number;
  /** What differs from the paper, in a phrase, for instance `tasks of our own, a hundredth of the budget`. */
  readonly differs?: string;
  /** What else the arms differ in, so that the claim's cause is not told from it, for instance `α₀ is 0.01 against 1`. */
  readonly confound?: string;
  /** What is wrong with some of the runs, for instance from `armMarks`: they count all the same. */
  readonly marks?: readonly string[];
  /** What else there is to know: the scale, how the estimate is made. */
  readonly note?: string;
}

/** A verdict as it is stored in a notebook. */
export interface ShownVerdict extends Verdict, VerdictContext {
  /** The estimate with its interval as text: JSON has no word for infinity, which a speed-up can be. */
  readonly estimate: string;
  /** The range that the estimate could have had, as text. */
  readonly range: string;
}

const TONES: Readonly<Record<Verdict['verdict'], NoticeTone>> = {
  supported: 'good',
  'not supported': 'bad',
  'inconclusive here': 'open',
  'undecidable here': 'open',
};

/** Where the evidence comes from and what differs, as lines of the box. */
function contextLines(context: VerdictContext): string[] {
  const { finding, table = finding, task, source, seeds, differs, confound, marks = [], note } = context;
  const origin = [
    ...(task ? [task] : []),
    ...(source ? [`${source} runs`] : []),
    ...(seeds === undefined ? [] : [`${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`]),
  ];
  const command = `dawnlab results recompute --finding ${table}`;
  const check = source === 'recorded' && table ? ` Make one of them again: ${command}` : '';
  return [
    ...(origin.length > 0 ? [`From ${origin.join(', ')}.${check}`] : []),
    ...(differs ? [`Differs from the paper: ${differs}.`] : []),
    ...(confound ? [`Not separated: ${confound}.`] : []),
    ...marks.map((mark) => `Marked, and counted: ${mark}.`),
    ...(note ? [note] : []),
  ];
}

/**
 * Shows a verdict box.
 *
 * @param verdict what `verdict()` of the statistics decided
 * @param context what the estimate is, and what a reader must know beside it
 * @example
 * const context = { finding: '02-cold-start', task, source: 'recorded', seeds: 8, differs: 'a task of our own' } as const;
 * const terms = { claim, direction: 'above', margin: 0 } as const;
 * const [decided] = familyVerdicts([{ ...terms, ...compareArms(ours, theirs, finalSuccess) }]);
 * showVerdict(decided, { unit: 'difference in success', ...context });
 */
export function showVerdict(verdict: Verdict, context: VerdictContext): void {
  const { unit } = context;
  const heading = `Verdict: ${verdict.verdict}`;
  const evidence = `${unit}: ${verdict.reason} Interval: ${verdict.evidence.method}.`;
  const range = `[${verdict.possible.map(formatValue).join(', ')}]`;
  const could = `Whatever was learned, the estimate had to lie in ${range}.`;
  const lines = [verdict.claim, evidence[0].toUpperCase() + evidence.slice(1), could, ...contextLines(context)];
  const [estimate, low, high] = [verdict.evidence.estimate, verdict.evidence.low, verdict.evidence.high].map(
    formatValue,
  );
  const shown: ShownVerdict = { ...verdict, ...context, estimate: `${estimate} [${low}, ${high}]`, range };
  display({
    'text/html': noticeBox(TONES[verdict.verdict], heading, lines),
    'text/plain': [heading, ...lines].join('\n  '),
    [VERDICT_MIME]: shown,
  });
}
