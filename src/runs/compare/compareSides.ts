/** Two sides, held against each other: what they were made with, how they learned, which episodes they solve. */

import { auc, type Curve, curveBetween, difference, type Interval, mean } from '../../statistics/index.js';
import { budgetOf } from '../tables/runHealth.js';
import type { RecordedRun } from '../tables/runTable.js';
import { type RunAxis, successCurve } from '../tables/successCurve.js';
import type { ComparedSide } from './comparedSide.js';
import { type EpisodeChanges, episodeChanges } from './episodeChanges.js';
import { type Pairing, pairingOf, partners } from './pairing.js';
import { type SettingDifference, settingsDifference } from './settingsDifference.js';

/** A score of both sides, and B beside A. */
export interface ScoreDifference {
  /** For instance `success at 12,000 chunks`. */
  readonly score: string;
  /** Means over the runs that are compared. */
  readonly a: number;
  readonly b: number;
  /** B − A, above 0 where B is higher; ends are NaN where a side has a single run. */
  readonly interval: Interval;
}

/** B held against A. */
export interface SideComparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly axis: RunAxis;
  /** The last time that all runs reach, in the axis' unit. */
  readonly upTo: number;
  readonly pairing: Pairing;
  readonly settings: readonly SettingDifference[];
  readonly scores: readonly ScoreDifference[];
  /** Episode by episode; undefined where no seed of both was scored on held-out episodes. */
  readonly episodes?: EpisodeChanges;
  /** What a reader must know, in sentences. */
  readonly notes: readonly string[];
}

const AXIS_WORDS: Readonly<Record<RunAxis, string>> = {
  chunks: 'chunks',
  primitiveSteps: 'primitive steps',
  updates: 'updates',
};

function checkTasks(a: ComparedSide, b: ComparedSide): void {
  const [one, other] = [a, b].map(({ runs }) => runs[0].start.task);
  if (one !== other)
    throw new Error(
      `${a.label} was trained on ${one} and ${b.label} on ${other}: success on different tasks has no difference. ` +
        'Compare each with an arm on its own task.',
    );
}

/** The last time that all curves reach, and why it is earlier than a side's budget, if it is. */
function commonEnd(a: ComparedSide, b: ComparedSide, axis: RunAxis): { upTo: number; notes: string[] } {
  const ends = [a, b].map(({ runs }) => Math.min(...runs.map((run) => successCurve(run, axis).times.at(-1) as number)));
  const upTo = Math.min(...ends);
  const words = (value: number) => `${Math.round(value).toLocaleString('en')} ${AXIS_WORDS[axis]}`;
  const budgets = [a, b].map(({ runs }) => budgetOf(runs[0]));
  if (budgets[0] !== budgets[1]) {
    const [one, other] = budgets.map((budget) => budget.toLocaleString('en'));
    return { upTo, notes: [`The budgets differ (${one} and ${other} chunks): compared is up to ${words(upTo)}.`] };
  }
  if (ends[0] === ends[1]) return { upTo, notes: [] };
  return {
    upTo,
    notes: [`${a.label} reaches ${words(ends[0])}, ${b.label} ${words(ends[1])}: compared is up to ${words(upTo)}.`],
  };
}

/**
 * Holds B against A: settings that differ, success and the area under the curve up to the last time that all runs reach,
 * and the episodes that one solves and the other does not.
 *
 * @param a what B is held against
 * @param b the side that is asked about; its estimates are positive where it is higher
 * @param options the axis that time is counted on, chunk transitions by default; the intervals' level, 0.95 by default
 * @returns the comparison as a plain value
 * @throws Error on sides of different tasks; RangeError on runs that share no stretch of time
 */
export function compareSides(
  a: ComparedSide,
  b: ComparedSide,
  options: { readonly axis?: RunAxis; readonly level?: number } = {},
): SideComparison {
  const { axis = 'chunks', level = 0.95 } = options;
  checkTasks(a, b);
  const pairing = pairingOf(a, b);
  const { upTo, notes } = commonEnd(a, b, axis);
  const settings = settingsDifference(a, b);
  const [ours, theirs] = [b, a].map((side) => partners(side, pairing));
  const scoreOf = (score: string, of: (curve: Curve) => number): ScoreDifference => {
    const scores = [theirs, ours].map((runs) => runs.map((run: RecordedRun) => of(successCurve(run, axis))));
    const interval = difference(scores[1], scores[0], { method: pairing.method }).at(level);
    return { score, a: mean(scores[0]), b: mean(scores[1]), interval };
  };
  const until = `${Math.round(upTo).toLocaleString('en')} ${AXIS_WORDS[axis]}`;
  const scores = [
    scoreOf(`success at ${until}`, (curve) => curveBetween(curve, upTo, upTo).values[0]),
    ...(upTo > 0 ? [scoreOf(`mean success over ${until}`, (curve) => auc(fromStart(curve, upTo)))] : []),
  ];
  const episodes = episodeChanges(theirs, ours, level);
  return { a, b, axis, upTo, pairing, settings, scores, episodes, notes: [...notes, ...sideNotes(a, b, settings)] };
}

const fromStart = (curve: Curve, upTo: number) => curveBetween(curve, curve.times[0], upTo);

/** What is wrong with runs, and what could not be compared. */
function sideNotes(a: ComparedSide, b: ComparedSide, settings: readonly SettingDifference[]): string[] {
  const marks = [a, b].flatMap(({ label, notes }) => notes.map((note) => `${label}: ${note}.`));
  const unknown = [a, b].filter(({ identities }) => identities.length === 0).map(({ label }) => label);
  const silent = `What ${unknown.join(' and ')} was by value was not noted: identities are not compared.`;
  const same = 'Nothing that was noted differs but the seeds.';
  return [...marks, ...(unknown.length > 0 ? [silent] : []), ...(settings.length === 0 ? [same] : [])];
}
