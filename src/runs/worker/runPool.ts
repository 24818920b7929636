/** Runs side by side: one child process each, so that a crash of one is a line in a list. */

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../../files/index.js';
import type { RunOrder } from './makeRun.js';
import type { PoolMessage } from './reportToParent.js';

/** A run to make. */
export interface PoolJob {
  readonly label: string;
  readonly order: RunOrder;
  /** File that what it prints is added to; without one only the end is kept, in memory. */
  readonly log?: string;
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
  /** Script that makes what it is sent; this library's `runWorker.js` by default. */
  readonly program?: string;
  /** Called with what a job tells. */
  readonly onMessage?: (job: PoolJob, message: PoolMessage) => void;
  /** Called when a job ends. */
  readonly onResult?: (result: PoolResult, done: number) => void;
}

const WORKER = fileURLToPath(new URL('./runWorker.js', import.meta.url));
/** Characters of output of which the last lines are shown. */
const TAIL = 2_000;

/**
 * The last lines of a text.
 *
 * @param text what a program printed
 * @returns at most five lines
 */
export function lastLines(text: string): string {
  return text.slice(-TAIL).trim().split('\n').slice(-5).join('\n');
}

/** Starts a job, and keeps what it prints. */
function startJob({ log }: PoolJob, program: string): { child: ChildProcess; tail: () => string } {
  if (log) {
    // Written by the job itself: a pool that dies does not take the job's output with it.
    makeFolder(dirname(log));
    const file = openSync(log, 'a');
    const child = spawn(process.execPath, [program], { stdio: ['ignore', file, file, 'ipc'] });
    closeSync(file);
    return { child, tail: () => (existsSync(log) ? lastLines(readFileSync(log, 'utf8')) : '') };
  }
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-TAIL);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { child, tail: () => lastLines(output) };
}

function runJob(job: PoolJob, { signal, program = WORKER, onMessage }: PoolOptions): Promise<PoolResult> {
  const started = performance.now();
  const { child, tail } = startJob(job, program);
  // A process that dies before it has read its order says so by its exit code.
  child.send(job.order, () => undefined);
  child.on('message', (message) => onMessage?.(job, message as PoolMessage));
  // SIGTERM lets the run write its checkpoint.
  const stop = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', stop);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      resolve({ job, code, tail: tail(), seconds: (performance.now() - started) / 1000 });
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
