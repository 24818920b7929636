/**
 * Locks as files, for work that may be killed at any instant and clocks that may jump.
 *
 * The holder writes who it is and adds a byte every few seconds. On the same machine the system says whether it still
 * lives; from another one a lock counts as left behind when it has not grown for a while by the observer's own
 * monotonic clock. Times of day are only for people to read.
 *
 * @outsideNumerics it keeps processes apart
 */

import { closeSync, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './errorCode.js';
import { LockedError, type LockHolder, lockHolder } from './lockHolder.js';
import { makeFolder } from './makeFolder.js';
import { processState, thisProcess } from './processIdentity.js';

/** Milliseconds between two signs of life. */
const BEAT = 5_000;

/** A lock that is held. */
export interface FileLock {
  /** Aborts when another process has taken the lock over. */
  readonly lost: AbortSignal;
  release(): void;
}

/** Whether a lock was left behind by a process that is gone. Takes long only for those of other machines. */
async function isLeftBehind(file: string, holder: LockHolder | undefined, silence: number): Promise<boolean> {
  const state = holder ? processState(holder) : 'elsewhere';
  if (state !== 'elsewhere') return state === 'dead';
  const sizeOf = () => statSync(file, { throwIfNoEntry: false })?.size;
  const before = sizeOf();
  await sleep(silence);
  return sizeOf() === before;
}

/** Takes a lock that was left behind out of the way, unless somebody was faster. */
function clear(file: string, holder: LockHolder | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(lockHolder(aside)) === JSON.stringify(holder)) rmSync(aside);
  // Between the look and the rename another process took the lock over: it gets it back.
  else renameSync(aside, file);
}

function hold(file: string, handle: number): FileLock {
  const lost = new AbortController();
  const isOurs = () => statSync(file, { throwIfNoEntry: false })?.ino === fstatSync(handle).ino;
  const timer = setInterval(() => {
    if (!isOurs()) lost.abort(new Error(`${file} was taken over by another process, or removed.`));
    else writeSync(handle, '.');
  }, BEAT);
  timer.unref();
  return {
    lost: lost.signal,
    release() {
      clearInterval(timer);
      if (isOurs()) rmSync(file);
      closeSync(handle);
    },
  };
}

/**
 * Takes a lock, also from a holder that is gone.
 *
 * @param file the lock; its folder is made
 * @param silence how long a lock of another machine must stand still to count as left behind, milliseconds
 * @returns the lock, to be released
 * @throws LockedError when a living process holds it, or the file system's error
 */
export async function acquireLock(file: string, silence = 4 * BEAT): Promise<FileLock> {
  makeFolder(dirname(file));
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, `${JSON.stringify({ ...thisProcess(), since: new Date().toISOString() })}\n`);
      return hold(file, handle);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const holder = lockHolder(file);
    if (!(await isLeftBehind(file, holder, silence))) {
      if (holder) throw new LockedError(file, holder);
      continue;
    }
    clear(file, holder);
  }
}
