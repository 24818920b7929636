/** Runs of a comparison that did not come to their end. */

import { divergedEnd, divergedText, type NamedRecords } from './runOutcome.js';

/** A run that did not come to its end. */
export interface FailedRun {
  readonly run: string;
  /** For instance `diverged`, `exit code 1` or `interrupted`. */
  readonly ended: string;
  /** The last line that it printed, or the last that names an error. */
  readonly said: string;
}

/**
 * What is said of a run that failed.
 *
 * @param run its name and records
 * @param code exit code of its process, null where a signal ended it
 * @param tail the last that the process printed
 * @returns the failure
 */
export function failureOf({ label: run, records }: NamedRecords, code: number | null, tail: string): FailedRun {
  const end = divergedEnd(records);
  if (end) return { run, ended: 'diverged', said: divergedText(end) };
  return { run, ended: endingOf(code), said: lastWords(tail) };
}

function lastWords(tail: string): string {
  const lines = tail.split('\n').map((line) => line.trim());
  return (lines.findLast((line) => /error|cannot|not_found/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 160);
}

function endingOf(code: number | null): string {
  if (code === 130) return 'interrupted';
  return code === null ? 'killed' : `exit code ${code}`;
}

/**
 * A run that an interruption came before.
 *
 * @param run its name
 * @returns the failure
 */
export function notStarted(run: string): FailedRun {
  return { run, ended: 'not started', said: '' };
}

/**
 * Whether the reader stopped a run, which is no fault of it.
 *
 * @param failure the run
 * @returns true where it was interrupted, or not begun
 */
export function isStopped({ ended }: FailedRun): boolean {
  return ended === 'interrupted' || ended === 'not started';
}
