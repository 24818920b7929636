/** Runs side by side: one child process each, so that a crash of one is a line in a list. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Progress, RunRecord } from '../training/index.js';

/** A run to make: the arguments of `dawnlab train`. */
export interface PoolJob {
  readonly label: string;
  readonly args: readonly string[];
}

/** What a job tells while it runs: how far it is, and each record as it is made. */
export interface PoolMessage {
  readonly progress?: Pick<Progress, 'done' | 'total'>;
  readonly record?: RunRecord;
}

/** How a job ended. */
export interface PoolResult {
  readonly job: PoolJob;
  readonly code: number | null;
  /** Last lines of what it printed, for the list of failures. */
  readonly tail: string;
  readonly seconds: number;
}

/** How the pool works. */
export interface PoolOptions {
  /** Processes at once. */
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** Script that is run with `train` and a job's arguments; the command line's own by default. */
  readonly program?: string;
  /** Called with what a job tells. */
  readonly onMessage?: (job: PoolJob, message: PoolMessage) => void;
  /** Called when a job ends. */
  readonly onResult?: (result: PoolResult, done: number) => void;
}

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));

function runJob(job: PoolJob, { signal, program = MAIN, onMessage }: PoolOptions): Promise<PoolResult> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'train', ...job.args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('message', (message) => onMessage?.(job, message as PoolMessage));
  // SIGTERM lets the run write its checkpoint.
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      const tail = output.trim().split('\n').slice(-5).join('\n');
      resolve({ job, code, tail, seconds: (performance.now() - started) / 1000 });
    });
  });
}

/**
 * Runs jobs, a few at a time, in order.
 *
 * @param jobs what to run
 * @param options workers, signal, script, listener
 * @returns one result per job that was started, failed ones included
 */
export async function runPool(jobs: readonly PoolJob[], options: PoolOptions): Promise<PoolResult[]> {
  const results: PoolResult[] = [];
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job && !options.signal?.aborted; job = queue.shift()) {
      const result = await runJob(job, options);
      results.push(result);
      options.onResult?.(result, results.length);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, worker));
  return results;
}
