/** Making what is missing of a sweep on this machine, with progress, and the failures at the end. */

import { interruptSignal } from '../../files/index.js';
import {
  BUSY,
  failureText,
  type PoolResult,
  runSweep,
  STOPPED,
  type SweepProgress,
  sweepStatus,
} from '../../runs/index.js';
import { showProgress, timeLeft } from '../showProgress.js';

/** How to work. */
export interface MakeRunsOptions {
  readonly workers: number;
  readonly retryFailed?: boolean;
  readonly check?: boolean;
}

function endingOf({ code }: PoolResult): string {
  if (code === 0) return 'done';
  if (code === STOPPED) return 'stopped';
  if (code === BUSY) return 'left to the process that works on it';
  return code === null ? 'killed' : `failed (${code})`;
}

const countText = ({ done, failed, running, runs }: SweepProgress) =>
  `${done} of ${runs} done, ${running} running, ${failed} failed`;

const progressText = (progress: SweepProgress) =>
  `${countText(progress)}; ${progress.chunks.rate.toFixed(0)} chunks/s, ${timeLeft(progress.chunks.secondsLeft)} left`;

/**
 * Runs a sweep in child processes.
 *
 * @param planFile the sweep's `plan.json`
 * @param options workers, what to do about failed and damaged runs
 * @throws Error when it was stopped, or runs failed; the runs are listed with their last lines
 */
export async function makeRuns(planFile: string, options: MakeRunsOptions): Promise<void> {
  const signal = interruptSignal();
  const line = showProgress('chunks');
  let last: SweepProgress | undefined;
  await runSweep(planFile, {
    ...options,
    signal,
    onProgress: (progress) => {
      last = progress;
      line.update(progress.chunks, `  ${countText(progress)}`);
    },
    onResult: (result) => {
      const note = last ? `; ${progressText(last)}` : '';
      line.print(`${result.job.label}: ${endingOf(result)} in ${result.seconds.toFixed(0)} s${note}`);
    },
  });
  line.end();
  const { runs, counts } = sweepStatus(planFile);
  for (const run of runs.filter(({ state }) => state === 'failed')) console.error(failureText(run));
  if (signal.aborted) throw new Error('stopped; the same command goes on from here.');
  const open = counts.planned + counts.stopped;
  if (open > 0) throw new Error(`${open} runs were killed before their end; the same command goes on with them.`);
  if (counts.failed > 0)
    throw new Error(`${counts.failed} runs failed. Try them again: dawnlab sweep retry ${planFile} --failed`);
}
