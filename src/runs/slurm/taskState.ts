/** Where a task of an array stands. */

/**
 * State of a task:
 * - `queued`: waits for its turn; `requeued`: waits again, after it was stopped by a warning or lost its node
 * - `running`: on a node, or leaving it
 * - `completed`: ended with code 0; `failed`: ended with another code, or could not be started
 * - `cancelled`: by a person; `timeout`: stopped by its time limit; `preempted`: stopped for another job
 * - `nodeFailed`: its node went away; `outOfMemory`: stopped for its memory
 */
export type TaskState =
  | 'queued'
  | 'requeued'
  | 'running'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'timeout'
  | 'preempted'
  | 'nodeFailed'
  | 'outOfMemory';

/** A task, as Slurm tells. */
export interface SlurmTask {
  readonly jobId: number;
  readonly taskId: number;
  readonly state: TaskState;
  /** Slurm's word for why, such as `JobArrayTaskLimit`; `None` when there is none. */
  readonly reason: string;
  /** Exit code of a task that has ended. */
  readonly exitCode: number;
  /** Signal that ended it; 0 for none. */
  readonly signal: number;
  /** Its node; empty while it waits. */
  readonly node: string;
}

const STATES: Readonly<Record<string, TaskState>> = {
  BOOT_FAIL: 'nodeFailed',
  CANCELLED: 'cancelled',
  COMPLETED: 'completed',
  COMPLETING: 'running',
  CONFIGURING: 'queued',
  DEADLINE: 'timeout',
  FAILED: 'failed',
  LAUNCH_FAILED: 'failed',
  NODE_FAIL: 'nodeFailed',
  OUT_OF_MEMORY: 'outOfMemory',
  PENDING: 'queued',
  PREEMPTED: 'preempted',
  RECONFIG_FAIL: 'failed',
  REQUEUED: 'requeued',
  REQUEUE_FED: 'requeued',
  REQUEUE_HOLD: 'requeued',
  RESIZING: 'running',
  REVOKED: 'cancelled',
  RUNNING: 'running',
  SIGNALING: 'running',
  SPECIAL_EXIT: 'requeued',
  STAGE_OUT: 'running',
  STOPPED: 'running',
  SUSPENDED: 'running',
  TIMEOUT: 'timeout',
};

/**
 * Reads a state that Slurm wrote.
 *
 * @param words Slurm's state and its flags, such as `['PENDING', 'REQUEUED']`
 * @param restarts how often the task was put back into the queue
 * @returns the state in our words
 * @throws when no word is known
 */
export function taskState(words: readonly string[], restarts: number): TaskState {
  const states = words.map((word) => STATES[word]).filter((state) => state !== undefined);
  if (states.length === 0)
    throw new Error(`Slurm told a state that is not known here: ${words.join(', ') || 'none'}. Please report it`);
  if (states.includes('requeued') || (states[0] === 'queued' && restarts > 0)) return 'requeued';
  return states[0];
}
