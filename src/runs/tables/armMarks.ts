/** What is wrong with runs that a number is made of, for the place where the number stands. */

import { healthNotes } from './runHealth.js';
import type { RecordedRun } from './runTable.js';

/**
 * What a reader must know of the runs of a comparison: which did not end, which diverged, whose values no return can be.
 *
 * @param arms the runs of each arm, by its name in the claim
 * @returns one text for each arm that has something, for instance `Vanilla: seeds 1–4 end with a mean Q of 64 … 343;
 * returns lie in [−33.3, 0]`
 */
export function armMarks(arms: Readonly<Record<string, readonly RecordedRun[]>>): string[] {
  return Object.entries(arms).flatMap(([name, runs]) => {
    const notes = healthNotes(runs);
    return notes.length > 0 ? [`${name}: ${notes.join('; ')}`] : [];
  });
}
