/** A sweep on this machine: child processes, one core each. */

import { join, resolve } from 'node:path';
import { acquireLock, lockHolder, processState } from '../../files/index.js';
import { type Progress, progressMeter } from '../../training/index.js';
import { pinnedScript } from '../spec/pinCode.js';
import { checkPinnedPackages } from '../spec/pinnedPackages.js';
import { runLabel } from '../spec/runSpec.js';
import { damagedOutputs } from '../store/runOutputs.js';
import { DONE, RUN_LOCK } from '../store/runState.js';
import { type PoolJob, type PoolResult, runPool } from '../worker/runPool.js';
import { readSweepPlan, sweepPaths } from './sweepPlan.js';
import { RUN_LOG, type SweepRun, sweepStatus } from './sweepStatus.js';

/** How far a sweep is. */
export interface SweepProgress {
  /** Chunk transitions of all runs together, with rate and time left. */
  readonly chunks: Progress;
  /** Runs that have ended well, that are at work here, that failed here, and all. */
  readonly done: number;
  readonly running: number;
  readonly failed: number;
  readonly runs: number;
}

/** How to work. */
export interface RunSweepOptions {
  /** Processes at once. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** True to try failed runs again. */
  readonly retryFailed?: boolean;
  /** True to look through the files of runs that have ended, and to make good what is damaged. */
  readonly check?: boolean;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Called when a run has ended in this call. */
  readonly onResult?: (result: PoolResult) => void;
}

const totalOf = ({ run }: SweepRun) => run.spec.schedule.totalChunks;

/** Follows the runs of a sweep from the messages of their processes. */
function sweepMeter(runs: readonly SweepRun[]) {
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const chunks = new Map(runs.map((run) => [runLabel(run.run.spec), DONE.includes(run.state) ? totalOf(run) : 0]));
  const meter = progressMeter(sum(runs.map(totalOf)), sum(chunks.values()));
  const running = new Set<string>();
  let done = runs.filter(({ state }) => DONE.includes(state)).length;
  let failed = 0;
  const moment = (): SweepProgress => ({
    chunks: meter(sum(chunks.values())),
    done,
    running: running.size,
    failed,
    runs: runs.length,
  });
  return {
    advanced(label: string, value: number) {
      running.add(label);
      chunks.set(label, value);
      return moment();
    },
    ended(label: string, code: number | null) {
      running.delete(label);
      if (code === 0) done++;
      else if (code !== 130) failed++;
      return moment();
    },
  };
}

/** Whether a process of this machine works on a run. While the sweep is locked, that is one whose sweep was killed: it ends soon. */
function isOrphaned(directory: string): boolean {
  const holder = lockHolder(join(directory, RUN_LOCK));
  return holder !== undefined && processState(holder) === 'alive';
}

function isDue({ state, manifest, directory }: SweepRun, { retryFailed, check }: RunSweepOptions): boolean {
  if (state === 'planned' || state === 'stopped') return true;
  if (state === 'running') return isOrphaned(directory);
  if (state === 'failed') return retryFailed === true;
  return (
    check === true && DONE.includes(state) && manifest !== undefined && damagedOutputs(directory, manifest).length > 0
  );
}

/**
 * Makes what is missing of a sweep. Runs that are done stay as they are, begun ones go on, failed ones are left unless
 * they are to be tried again.
 *
 * @param planFile the sweep's `plan.json`
 * @param options workers, signal, listeners
 * @returns how each run that was worked on ended
 * @throws LockedError when another process runs the sweep; Error when packages are no longer those of the plan
 */
export async function runSweep(planFile: string, options: RunSweepOptions): Promise<PoolResult[]> {
  const { workers, signal, onProgress, onResult } = options;
  const paths = sweepPaths(planFile);
  const lock = await acquireLock(paths.lock);
  try {
    const copy = join(paths.code, readSweepPlan(planFile).pin);
    checkPinnedPackages(copy);
    const { runs } = sweepStatus(planFile);
    const meter = sweepMeter(runs);
    const jobs = runs
      .filter((run) => isDue(run, options))
      .map(({ run, directory }): PoolJob => {
        const order = { spec: run.spec, directory: resolve(directory), waits: true };
        return { label: runLabel(run.spec), order, log: join(directory, RUN_LOG) };
      });
    return await runPool(jobs, {
      workers,
      signal,
      program: pinnedScript(copy, 'worker/runWorker.js'),
      onMessage: ({ label }, { progress }) => progress && onProgress?.(meter.advanced(label, progress.done)),
      onResult: (result) => {
        onProgress?.(meter.ended(result.job.label, result.code));
        onResult?.(result);
      },
    });
  } finally {
    lock.release();
  }
}
