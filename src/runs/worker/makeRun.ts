/** One run in a process of its own: what it is told, what it tells, how it ends. */

import { interruptSignal, LockedError } from '../../files/index.js';
import { type RunSpec, runLabel } from '../spec/runSpec.js';
import { executeRun } from './executeRun.js';
import { reportToParent } from './reportToParent.js';

/** What a process is told to make. */
export interface RunOrder {
  readonly spec: RunSpec;
  /** Where it lies. */
  readonly directory: string;
}

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
export async function makeRun({ spec, directory }: RunOrder): Promise<number> {
  const parent = reportToParent();
  const { SLURM_ARRAY_JOB_ID: array, SLURM_ARRAY_TASK_ID: task } = process.env;
  try {
    const { status, seconds } = await executeRun(spec, directory, {
      signal: interruptSignal(),
      job: array ? `slurm ${array}_${task}` : undefined,
      onProgress: parent.progress,
      onRecord: parent.record,
    });
    console.log(`${runLabel(spec)}: ${status}${seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`}`);
    return status === 'interrupted' ? STOPPED : 0;
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    console.error(error.message);
    return BUSY;
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
