/**
 * Who holds a lock, as its file says.
 *
 * @outsideNumerics it keeps processes apart
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { errorCode } from './errorCode.js';
import type { ProcessIdentity } from './processIdentity.js';

/** Who holds a lock. */
export interface LockHolder extends ProcessIdentity {
  /** ISO 8601, by the holder's clock. */
  readonly since: string;
}

/** What is locked is held by a living process. */
export class LockedError extends Error {
  constructor(
    readonly file: string,
    readonly holder: LockHolder,
  ) {
    super(
      `${dirname(file)} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}. ` +
        'Wait until it has ended, or stop it (SIGTERM keeps what it has), and call again.',
    );
  }
}

const text = z.string();
const holderSchema: z.ZodType<LockHolder> = z.object({
  host: text,
  realm: text,
  pid: z.int(),
  born: text,
  since: text,
});

/**
 * Who holds a lock.
 *
 * @param file the lock
 * @returns the holder, alive or not; undefined when there is no lock, or only one whose writing was cut off
 */
export function lockHolder(file: string): LockHolder | undefined {
  // Thousands of runs have none, and an exception for each takes its time.
  if (!existsSync(file)) return undefined;
  try {
    const holder = holderSchema.safeParse(JSON.parse(readFileSync(file, 'utf8').split('\n')[0]));
    return holder.data;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
