/** The JSON of `squeue`, which each version of Slurm writes another way. */

import { z } from 'zod';
import { jobsJson, unreadable } from './answers.js';
import { parseTaskIds } from './taskIds.js';
import { type SlurmTask, taskState } from './taskState.js';

/** A number: plain before Slurm 23.02, then with a note whether it is one. */
type SlurmNumber = number | null | { readonly set: boolean; readonly infinite?: boolean; readonly number: number };

/** An exit code: the status of wait(2) in 22.05, parts of it later; the name of the signal's number changed as well. */
type SlurmExitCode =
  | SlurmNumber
  | {
      readonly return_code?: SlurmNumber;
      readonly signal?: { readonly id?: SlurmNumber; readonly signal_id?: SlurmNumber };
    };

interface QueueRecord {
  readonly array_job_id: SlurmNumber;
  readonly array_task_id: SlurmNumber;
  /** Tasks that have no record of their own yet. */
  readonly array_task_string: string;
  readonly job_state: string | readonly string[];
  readonly state_reason: string;
  readonly exit_code: SlurmExitCode;
  readonly restart_cnt: SlurmNumber;
  readonly nodes: string;
}

const numberOf = (value: SlurmNumber | undefined): number | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return value;
  return value.set ? value.number : undefined;
};

function exitOf(value: SlurmExitCode): Pick<SlurmTask, 'exitCode' | 'signal'> {
  if (value !== null && typeof value === 'object' && !('set' in value)) {
    const signal = numberOf(value.signal?.id) ?? numberOf(value.signal?.signal_id) ?? 0;
    return { exitCode: numberOf(value.return_code) ?? 0, signal };
  }
  const status = numberOf(value) ?? 0;
  return { exitCode: (status >> 8) & 0xff, signal: status & 0x7f };
}

function tasksOf(record: QueueRecord): SlurmTask[] {
  const jobId = numberOf(record.array_job_id) ?? 0;
  const taskId = numberOf(record.array_task_id);
  const task = {
    jobId,
    state: taskState([record.job_state].flat(), numberOf(record.restart_cnt) ?? 0),
    reason: record.state_reason,
    ...exitOf(record.exit_code),
    node: record.nodes,
  };
  const ids = taskId === undefined ? parseTaskIds(record.array_task_string) : [taskId];
  return ids.map((id) => ({ ...task, taskId: id }));
}

const number: z.ZodType<SlurmNumber> = z.union([
  z.number().nullable(),
  z.looseObject({ set: z.boolean(), infinite: z.boolean().optional(), number: z.number() }),
]);
const signal = z.looseObject({ id: number.optional(), signal_id: number.optional() });
const queueRecord: z.ZodType<QueueRecord> = z.looseObject({
  array_job_id: number,
  array_task_id: number,
  array_task_string: z.string(),
  job_state: z.union([z.string(), z.array(z.string())]),
  state_reason: z.string(),
  exit_code: z.union([number, z.looseObject({ return_code: number.optional(), signal: signal.optional() })]),
  restart_cnt: number,
  nodes: z.string(),
});

function checkedRecord(record: object): QueueRecord {
  const result = queueRecord.safeParse(record);
  if (result.success) return record as QueueRecord;
  const places = result.error.issues.map(({ path }) => path.join('.')).join(', ');
  const expected = `records as Slurm 22.05 to 24 writes them (see ${places})`;
  throw unreadable('squeue', expected, JSON.stringify(record), 'Please report it, with the version of Slurm.');
}

/**
 * Reads the tasks that the controller knows.
 *
 * @param text output of `squeue --json`, of Slurm 22.05 to 24
 * @param jobIds arrays to look for; Slurm 22.05 lists everybody's jobs whatever it is asked
 * @returns one value per task of these arrays
 * @throws Error showing what came when it is no such JSON, or a record of these arrays is of another form
 */
export function parseQueue(text: string, jobIds: ReadonlySet<number>): SlurmTask[] {
  const own = jobsJson('squeue', text).filter((record) => {
    const { array_job_id } = record as { array_job_id?: SlurmNumber };
    return jobIds.has(numberOf(array_job_id) ?? 0);
  });
  return own.map(checkedRecord).flatMap(tasksOf);
}
