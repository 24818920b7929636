/** What a pinned copy of the code makes of runs that are asked for: it is asked itself, in a process of its own. */

import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest, RunSpec } from './runSpec.js';

/** What the worker answers. */
type Answer = { readonly specs: RunSpec[] } | { readonly error: string };

/**
 * Completes runs with the code that will make them.
 *
 * @param copy folder of the copy
 * @param requests runs that are asked for
 * @returns their specifications, in the same order
 * @throws Error with what that code says of a run that it cannot make; when the copy is older than this question
 */
export function askPinned(copy: string, requests: readonly RunRequest[]): Promise<RunSpec[]> {
  const worker = join(copy, 'dist', 'runs', 'completeWorker.js');
  if (!existsSync(worker))
    throw new Error(`The code in ${copy}, which the sweep was planned with, is too old to plan. Plan with --repin.`);
  const child = fork(worker, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once('message', (answer: Answer) => {
      if ('specs' in answer) resolve(answer.specs);
      else reject(new Error(answer.error));
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`The planning code in ${copy} ended with exit code ${code}.`)));
    child.send(requests);
  });
}
