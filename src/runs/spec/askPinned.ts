/** What a pinned copy of the code makes of runs that are asked for: it is asked itself, in a process of its own. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedRun } from './nameRun.js';
import type { RunSpec } from './runSpec.js';

/** What the worker answers. */
export type PinnedAnswer = { readonly specs: RunSpec[] } | { readonly error: string };

/** The descriptor that the worker answers on: what libraries print goes elsewhere. */
export const ANSWER_DESCRIPTOR = 3;
/** Bytes of an answer; a specification takes about two thousand. */
const MAX_BYTES = 2 ** 28;

/**
 * Names and completes runs with the code that will make them.
 *
 * @param copy folder of the copy
 * @param asked runs that are asked for
 * @returns their specifications, in the same order
 * @throws Error with what that code says of a run that it cannot make; when the copy is older than this question
 */
export function askPinned(copy: string, asked: readonly AskedRun[]): RunSpec[] {
  const worker = join(copy, 'dist', 'runs', 'spec', 'completeWorker.js');
  if (!existsSync(worker))
    throw new Error(`The code in ${copy}, which the sweep was planned with, is too old to plan. Plan with --repin.`);
  const { output, status, signal, error } = spawnSync(process.execPath, [worker], {
    input: JSON.stringify(asked),
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
    maxBuffer: MAX_BYTES,
    encoding: 'utf8',
  });
  if (error) throw error;
  const text = output[ANSWER_DESCRIPTOR];
  if (status !== 0 || !text)
    throw new Error(`The planning code in ${copy} ended with ${signal ?? `exit code ${status}`}, and no answer.`);
  const answer = JSON.parse(text) as PinnedAnswer;
  if ('error' in answer) throw new Error(answer.error);
  return answer.specs;
}
