/** Which of the arms that a figure wants there are. */

import { armRuns, matchingRuns } from './armRuns.js';
import type { NamedArm, RunSource } from './arms.js';
import { runHealth } from './runHealth.js';

/**
 * The arms that have runs, so that a figure can be drawn while a sweep is still under way, or without a table.
 *
 * @param source recorded runs
 * @param arms which, in the order of the legend
 * @param fewest runs that have ended which an arm must have; 1 by default, 2 where there must be a spread
 * @returns those with as many runs or more, in the order given
 * @throws Error as `armRuns`, when an arm's runs cannot stand in one sample
 */
export function existingArms(source: RunSource, arms: readonly NamedArm[], fewest = 1): NamedArm[] {
  return arms.filter((arm) => {
    const hasEnded = matchingRuns(source, arm).some((run) => runHealth(run).state !== 'unfinished');
    return hasEnded && armRuns(source, arm).length >= fewest;
  });
}
