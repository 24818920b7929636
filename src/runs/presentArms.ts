/** Which of the arms that a figure wants there are. */

import { type Arm, armRuns, armText, type NamedArm, type RunSource, tableArms } from './arms.js';

/**
 * The arms that have runs, so that a figure can be drawn while a sweep is still under way, or without a table.
 *
 * @param source recorded runs
 * @param arms which, in the order of the legend
 * @param fewest runs that an arm must have; 1 by default, 2 where there must be a spread
 * @returns those with as many runs or more, in the order given
 * @throws Error as `armRuns`, when an arm's runs are of several bases or tasks
 */
export function presentArms(source: RunSource, arms: readonly NamedArm[], fewest = 1): NamedArm[] {
  const there = tableArms(source);
  const isThere = ({ agent, variant = 'default', base }: Arm) =>
    there.some((arm) => armText(arm) === armText({ agent, variant, base: base ?? arm.base }));
  return arms.filter((arm) => isThere(arm) && armRuns(source, arm).length >= fewest);
}
