/** Two runs, or two arms, held against each other in a cell. */

import type { ComparedSide, RecordedRun, RunAxis, SideComparison } from '../../runs/index.js';
import { showFigure } from './display.js';
import { showNote } from './showNote.js';
import { showTable } from './showTable.js';

/** What can be compared: text as `dawnlab compare` takes it; runs under a name; a run that a cell trained. */
export type Comparable =
  | string
  | { readonly label: string; readonly runs: readonly RecordedRun[] }
  | { readonly directory: string };

/** How to compare. */
export interface DifferenceView {
  /** What time is counted in; chunk transitions by default. */
  readonly axis?: RunAxis;
  /** Nominal coverage of the intervals; 0.95 by default. */
  readonly level?: number;
}

async function sideOf(given: Comparable): Promise<ComparedSide> {
  const { comparedSide, readSide } = await import('../../runs/index.js');
  if (typeof given === 'string') return readSide(given);
  return 'directory' in given ? readSide(given.directory) : comparedSide(given.label, given.runs);
}

/**
 * Shows a comparison that was made before.
 *
 * @param comparison from `compareSides`
 */
export async function showComparison(comparison: SideComparison): Promise<void> {
  const { comparisonFigures, comparisonNotes, comparisonRows } = await import('../../runs/index.js');
  const { settings, scores, episodes } = comparisonRows(comparison);
  if (settings.length > 0) showTable(settings, { title: 'What differs', limit: 60 });
  for (const figure of comparisonFigures(comparison)) showFigure(figure);
  showTable(scores, { title: 'Scores' });
  if (episodes.length > 0) showTable(episodes, { title: 'Held-out episodes', limit: 60 });
  for (const note of comparisonNotes(comparison)) showNote(note);
}

/**
 * Shows how B differs from A: settings that differ, curves, success and area under the curve with an interval (paired by
 * seed where at least two seeds are shared), and the held-out episodes that one solves and the other does not.
 *
 * @param a what B is held against: a run's directory or a recorded arm such as `08-dawn.gantry-peg:vanilla`, runs under a
 * name, or what `trainLive` returned
 * @param b the side that is asked about
 * @param view axis and level
 * @returns the comparison as a plain value
 * @throws Error on what cannot be read or compared, such as sides of different tasks
 * @example
 * await showDifference('08-dawn.gantry-peg:vanilla', '08-dawn.gantry-peg:dawn');
 */
export async function showDifference(a: Comparable, b: Comparable, view: DifferenceView = {}): Promise<SideComparison> {
  const { compareSides } = await import('../../runs/index.js');
  const comparison = compareSides(await sideOf(a), await sideOf(b), view);
  await showComparison(comparison);
  return comparison;
}
