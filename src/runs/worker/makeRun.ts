/** One run in a process of its own: what it is told, what it tells, how it ends. */

import { setTimeout as sleep } from 'node:timers/promises';
import { interruptSignal, LockedError } from '../../files/index.js';
import { type RunSpec, runLabel } from '../spec/runSpec.js';
import type { RunManifest } from '../store/manifest.js';
import { executeRun } from './executeRun.js';
import { reportToParent } from './reportToParent.js';

/** What a process is told to make. */
export interface RunOrder {
  readonly spec: RunSpec;
  /** Where it lies. */
  readonly directory: string;
  /** Whether to wait for another process that works on it, and to take the run from it; by default it ends {@link BUSY}. */
  readonly waits?: boolean;
}

/** Milliseconds between two looks at a run that another process works on. */
const PATIENCE = 500;

/** Exit code of a run that was stopped and can go on (128 + SIGINT, as shells have it). */
export const STOPPED = 130;
/** Exit code of a run that another process works on: try again later (EX_TEMPFAIL of sysexits.h). */
export const BUSY = 75;

/**
 * Makes a run, or what is missing of it. The process that started this one hears of it, if it listens; SIGTERM and Ctrl-C
 * stop it so that it can go on.
 *
 * @param order what to make, where
 * @returns the process's exit code: 0 when it has ended, diverged or not, {@link STOPPED}, {@link BUSY}
 * @throws Error as {@link executeRun}
 */
export async function makeRun(order: RunOrder): Promise<number> {
  const { spec } = order;
  try {
    const { status, seconds } = await executeOrder(order);
    console.log(`${runLabel(spec)}: ${status}${seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`}`);
    return status === 'interrupted' ? STOPPED : 0;
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    console.error(error.message);
    return BUSY;
  }
}

/** Makes what is ordered, after another process that works on it where that is to be waited for. */
async function executeOrder({ spec, directory, waits }: RunOrder): Promise<RunManifest> {
  const parent = reportToParent();
  const { SLURM_ARRAY_JOB_ID: array, SLURM_ARRAY_TASK_ID: task } = process.env;
  const signal = interruptSignal();
  const job = array ? `slurm ${array}_${task}` : undefined;
  for (;;) {
    try {
      return await executeRun(spec, directory, { signal, job, onProgress: parent.progress, onRecord: parent.record });
    } catch (error) {
      if (!waits || signal.aborted || !(error instanceof LockedError)) throw error;
    }
    await sleep(PATIENCE);
  }
}

/**
 * The life of a process that makes one run: its exit code, and what it prints when it fails.
 *
 * @param ordered finds out what to make
 * @returns when the run has ended
 */
export async function runProcess(ordered: () => Promise<RunOrder>): Promise<void> {
  try {
    process.exitCode = await makeRun(await ordered());
  } catch (error) {
    console.error(`dawnlab: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env.DAWNLAB_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
