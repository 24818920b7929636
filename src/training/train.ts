/** Training from beginning to end: in a directory of its own, interruptible, resumable. */

import { join } from 'node:path';
import { type ArrayTree, copyTree } from '../arrays/index.js';
import { acquireLock } from '../files/index.js';
import { checkKnobsReach, loadParts } from '../parts/index.js';
import { usualBase } from '../tasks/index.js';
import { checkRun } from './checkRun.js';
import { DivergenceError } from './learner.js';
import type { Probe } from './probe/probe.js';
import type { EndRecord } from './record.js';
import { type RunResult, runResult } from './runResult.js';
import {
  type LoadedOptions,
  openSession,
  type Session,
  saveSession,
  type TrainOptions,
  writeRecord,
} from './session.js';
import { trainingLoop } from './trainingLoop.js';

/** What training returns. */
export interface TrainResult extends RunResult {
  /** The actor's parameters at the end. */
  readonly actor: ArrayTree;
}

/** Runs the loop; says how it ended. */
async function outcome(session: Session, lost?: AbortSignal): Promise<Pick<EndRecord, 'status' | 'message'>> {
  const { signal } = session.options;
  try {
    await trainingLoop(session);
    return { status: 'completed' };
  } catch (error) {
    // Whoever has taken the directory over writes there now.
    lost?.throwIfAborted();
    if (error instanceof DivergenceError) return { status: 'diverged', message: error.message };
    if (!signal?.aborted || error !== signal.reason) throw error;
    await saveSession(session);
    return { status: 'interrupted' };
  }
}

async function trainHere(options: LoadedOptions, lost?: AbortSignal): Promise<TrainResult> {
  const session = await openSession(options);
  const { training, records, seconds, opened } = session;
  try {
    const ending = await outcome(session, lost);
    writeRecord(session, { kind: 'end', ...ending, ...training.counters, seconds: seconds() });
    return {
      ...runResult(records),
      actor: copyTree(training.agent.algorithm.policy.of(training.learner.update.state)),
    };
  } finally {
    await opened.close();
  }
}

/** The lock of a directory that is trained in; a sweep's run has one of its own beside it. */
export const TRAINING_LOCK = 'training.lock';

/**
 * Trains an agent on a task: base policy, warmup, updates, evaluations on common seeds.
 *
 * With a directory the run is resumable: checkpoints are written atomically, and a run that was interrupted or killed
 * continues so that its curve is bitwise that of a run that never stopped. One process at a time trains in a directory.
 *
 * @param given what to train, how, and who listens
 * @returns the curve and the actor; `status` says whether the run completed, was interrupted, or diverged
 * @throws RangeError on a schedule that cannot be run, Error on a reference that leads nowhere, Error on a damaged checkpoint or one of another run, LockedError
 * when the directory is trained in already
 */
export async function train(given: TrainOptions): Promise<TrainResult> {
  const { knobs, ...asked } = given;
  const { task, agent, baseKind = usualBase(given.task), probes } = asked;
  if (knobs) await checkKnobsReach(agent, Object.keys(knobs));
  const options = { ...asked, ...(await loadParts<Probe>({ task, agent, baseKind, probes, knobs })) };
  checkRun(options);
  const { directory, signal } = options;
  if (!directory) return trainHere(options);
  const lock = await acquireLock(join(directory, TRAINING_LOCK));
  const signals = [lock.lost, ...(signal ? [signal] : [])];
  try {
    return await trainHere({ ...options, signal: AbortSignal.any(signals) }, lock.lost);
  } finally {
    lock.release();
  }
}
