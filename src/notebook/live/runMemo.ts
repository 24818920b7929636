/** Runs that notebooks keep, by content: a cell executed a second time reuses what is there, and says so. */

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLock, LockedError } from '../../files/index.js';
import type { RunRecord } from '../../training/index.js';
import { isWatched } from '../cell/audience.js';
import { cellSignal } from '../cell/cellSignal.js';
import { formatDuration } from '../cell/formatDuration.js';
import { keptRunsFolder } from '../cell/keptRunsFolder.js';
import { readSeal, type SealedProvenance, unlessDamaged } from './sealedRun.js';

/** A run's place among those that are kept. */
export interface RunMemo {
  /** Records, checkpoint and provenance are here. */
  readonly directory: string;
  /** Whether the run there has ended (completed or diverged), so that nothing is left to compute. */
  readonly isFinished: boolean;
  /** What was recorded there so far; empty before the first time. */
  readonly records: readonly RunRecord[];
  /** When and where it was computed; undefined until it has ended. */
  readonly provenance?: SealedProvenance;
}

/**
 * Looks a run up. What a headless kernel made is forgotten when a reader asks for the run for the first time: the live
 * training that a notebook promises is what its reader gets.
 *
 * @param id the run's identity, from `runHash` or `runId`
 * @param fresh true to forget what is there
 * @returns its place, and what is there
 * @throws LockedError when what is to be forgotten is trained in another kernel, or another cell, right now
 */
export async function runMemo(id: string, fresh = false): Promise<RunMemo> {
  const directory = join(keptRunsFolder(), id.slice(0, 16));
  const memo = await readMemo(directory);
  const isUnseen = memo.isFinished && isWatched() && !memo.provenance?.watched;
  if (!fresh && !isUnseen) return memo;
  await forget(directory);
  return readMemo(directory);
}

/** Milliseconds between two looks at a run that another kernel trains. */
const PATIENCE = 500;

/**
 * Waits until no other kernel trains a run, whose result is then there; this kernel's own training is not waited for.
 *
 * @param directory the run's directory
 * @returns what is there then
 * @throws LockedError when another cell of this kernel trains it; the reason of an interruption
 */
export async function settledMemo(directory: string): Promise<RunMemo> {
  const { TRAINING_LOCK } = await import('../../training/index.js');
  const signal = cellSignal();
  for (;;) {
    try {
      (await acquireLock(join(directory, TRAINING_LOCK))).release();
      return readMemo(directory);
    } catch (error) {
      if (!(error instanceof LockedError) || error.holder.pid === process.pid) throw error;
    }
    signal.throwIfAborted();
    await sleep(PATIENCE);
  }
}

/** Removes a kept run, unless it is trained at this moment. */
async function forget(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const { TRAINING_LOCK } = await import('../../training/index.js');
  const lock = await acquireLock(join(directory, TRAINING_LOCK));
  rmSync(directory, { recursive: true, force: true });
  lock.release();
}

/**
 * Reads what lies in a kept run's directory.
 *
 * @param directory the directory, which need not exist
 */
export async function readMemo(directory: string): Promise<RunMemo> {
  const { METRICS_FILE, readRecords } = await import('../../training/index.js');
  const metrics = join(directory, METRICS_FILE);
  const records = unlessDamaged(() => (existsSync(metrics) ? readRecords(metrics) : [])) ?? [];
  const sealed = readSeal(directory);
  const last = records.at(-1);
  return {
    directory,
    records,
    isFinished: last?.kind === 'end' && last.status !== 'interrupted' && sealed !== undefined,
    provenance: sealed,
  };
}

/**
 * Says what was reused.
 *
 * @param label for instance `dawn, seed 1`
 * @param memo a finished run
 * @returns for instance `dawn, seed 1: computed 2026-05-01 10:00 UTC in 38 s on …`
 */
export function reuseText(label: string, { records, provenance: origin }: RunMemo): string {
  const end = records.at(-1);
  const seconds = end?.kind === 'end' ? ` in ${formatDuration(end.seconds)}` : '';
  const when = origin ? `${origin.date.slice(0, 16).replace('T', ' ')} UTC` : 'at an unknown time';
  const where = origin ? ` on ${origin.hardware.cores} × ${origin.hardware.cpu}` : '';
  return `${label}: computed ${when}${seconds}${where}`;
}
