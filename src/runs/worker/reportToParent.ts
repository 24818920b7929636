/** A run that was started by a pool tells the pool how it goes. */

import type { Progress, RunRecord } from '../../training/index.js';

/** What a run tells while it is made: how far it is, and each record as it is made. */
export interface PoolMessage {
  readonly progress?: Pick<Progress, 'done' | 'total'>;
  readonly record?: RunRecord;
}

/** Least time between two reports of progress, milliseconds. */
const INTERVAL = 250;

/** Where a run reports to; silent when nobody listens. */
export interface ParentReport {
  /** How far the run is; at most four times a second. */
  progress(progress: Progress): void;
  /** A record, as it is made. */
  record(record: RunRecord): void;
}

/**
 * The channel to the process that started this one, if that asked for reports. When it goes away, so does this one:
 * a notebook's kernel that is killed must not leave training behind.
 *
 * @returns the report
 */
export function reportToParent(): ParentReport {
  const send = (message: PoolMessage) => void process.send?.(message);
  let sentAt = Number.NEGATIVE_INFINITY;
  if (process.send) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    // Listening alone must not keep a finished run alive.
    process.channel?.unref();
  }
  return {
    progress({ done, total }) {
      if (performance.now() - sentAt < INTERVAL && done < total) return;
      sentAt = performance.now();
      send({ progress: { done, total } });
    },
    record: (record) => send({ record }),
  };
}
