/** An arm of a comparison: all that its runs have in common, which is everything but their seed. */

import { valueHash } from '../../files/index.js';
import type { RunSpec } from './runSpec.js';

/** A specification without its seed, and without the finding and the task, which a table names once. */
export type RunArm = Omit<RunSpec, 'finding' | 'task' | 'seed'>;

/**
 * The arms of some runs.
 *
 * @param specs the runs
 * @returns each arm once, in the order in which they first appear
 */
export function runArms(specs: readonly RunSpec[]): RunArm[] {
  const arms = specs.map(({ finding, task, seed, ...arm }): RunArm => arm);
  return [...new Map(arms.map((arm) => [valueHash(arm), arm])).values()];
}
