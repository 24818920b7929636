/** How a run stands, from its directory alone. */

import { join } from 'node:path';
import { lockHolder, processState } from '../../files/index.js';
import { type RunManifest, readManifest } from './manifest.js';

/**
 * The states; `stopped` was begun and is not being worked on: it will be resumed. `recorded` was not made here: a table
 * holds it.
 */
export const RUN_STATES = ['planned', 'running', 'stopped', 'failed', 'diverged', 'completed', 'recorded'] as const;
/** One of {@link RUN_STATES}. */
export type RunState = (typeof RUN_STATES)[number];

/** States of runs that ended well and need nothing more; `diverged` is a result like any other. */
export const DONE: readonly RunState[] = ['diverged', 'completed', 'recorded'];

/** Name of the lock in a run's directory. */
export const RUN_LOCK = 'lock';

/** A run's state and what it is read from. */
export interface RunStanding {
  readonly state: RunState;
  /** Undefined before the first attempt, and when it is damaged. */
  readonly manifest?: RunManifest;
}

/**
 * How a run stands.
 *
 * @param directory the run's, which need not exist
 * @returns its state; a process of another machine that holds the run counts as alive
 */
export function runStanding(directory: string): RunStanding {
  const manifest = readManifest(directory);
  if (manifest === undefined) return { state: 'planned' };
  const holder = lockHolder(join(directory, RUN_LOCK));
  const state = holder && processState(holder) !== 'dead' ? 'running' : undefined;
  if (manifest === 'damaged') return { state: state ?? 'stopped' };
  const { status } = manifest;
  const resting = status === 'running' || status === 'interrupted' ? 'stopped' : status;
  return { state: state ?? resting, manifest };
}
