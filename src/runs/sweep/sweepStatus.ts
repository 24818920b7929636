/** How a sweep stands: counts, and the runs that failed with their reasons. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLabel } from '../spec/runSpec.js';
import { RUN_STATES, type RunStanding, type RunState, runStanding } from '../store/runState.js';
import { lastLines } from '../worker/runPool.js';
import { type PlannedRun, readSweepPlan, sweepPaths } from './sweepPlan.js';

/** Name of the file in a run's directory that its processes print to. */
export const RUN_LOG = 'log.txt';

/** One run of a sweep and how it stands. */
export interface SweepRun extends RunStanding {
  /** Its place in the plan. */
  readonly index: number;
  readonly run: PlannedRun;
  readonly directory: string;
}

/** How a sweep stands. */
export interface SweepStatus {
  readonly runs: readonly SweepRun[];
  readonly counts: Readonly<Record<RunState, number>>;
}

/**
 * Looks through a sweep's runs.
 *
 * @param planFile the sweep's `plan.json`
 * @returns each run that is not retired, and how many are in which state
 * @throws Error when there is no plan
 */
export function sweepStatus(planFile: string): SweepStatus {
  const plan = readSweepPlan(planFile);
  const paths = sweepPaths(planFile);
  const runs = plan.runs.flatMap((run, index): SweepRun[] => {
    if (run.isRetired) return [];
    const directory = paths.run(run);
    const standing = runStanding(directory);
    const isElsewhere = standing.state === 'planned' && run.recordedIn !== undefined;
    return [{ index, run, directory, ...(isElsewhere ? { state: 'recorded' as const } : standing) }];
  });
  const counts = Object.fromEntries(RUN_STATES.map((state) => [state, 0])) as Record<RunState, number>;
  for (const { state } of runs) counts[state]++;
  return { runs, counts };
}

/**
 * A failed run for people.
 *
 * @param sweepRun the run
 * @returns its label, directory, error, and the last lines that it printed
 */
export function failureText({ run, directory, manifest }: SweepRun): string {
  const log = join(directory, RUN_LOG);
  const printed = existsSync(log) ? lastLines(readFileSync(log, 'utf8')) : '';
  const lines = [manifest?.error ?? 'it ended without a word', ...printed.split('\n')].filter(Boolean);
  return [`${runLabel(run.spec)} (${directory}):`, ...new Set(lines)].join('\n  ');
}
