/** A sweep on a cluster: its missing runs as array jobs of Slurm, with the code that it pinned. */

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { acquireLock, readJson, writeFileAtomic } from '../../files/index.js';
import { pinnedScript } from '../spec/pinCode.js';
import { checkPinnedPackages } from '../spec/pinnedPackages.js';
import type { RunState } from '../store/runState.js';
import { readSweepPlan, sweepPaths } from '../sweep/sweepPlan.js';
import { sweepStatus } from '../sweep/sweepStatus.js';
import type { TaskResources } from './arrayScript.js';
import { siteLimits } from './siteLimits.js';
import type { SlurmClient } from './slurmClient.js';
import { cancelTasks, type SubmittedArray, submitArrays } from './submitArrays.js';
import type { SlurmTask } from './taskState.js';
import { taskStates } from './taskStates.js';

/** What each run may use, and which runs are submitted. */
export interface SubmitOptions {
  readonly resources: TaskResources;
  /** Runs at once; no cap by default. */
  readonly concurrency?: number;
  /** Lines of shell before each run, for instance `module load nodejs`. */
  readonly setup?: readonly string[];
  /** True to submit failed runs again. */
  readonly retryFailed?: boolean;
}

/** A run's task at Slurm. */
export interface RunTask extends SlurmTask {
  /** Place of the run in the plan. */
  readonly index: number;
}

const count = z.int().nonnegative();
const ledgerForm: z.ZodType<SubmittedArray[]> = z.array(
  z.looseObject({ jobId: z.int().positive(), offset: count, indices: z.array(count) }),
);
const LEDGER = {
  kind: 'list of submitted arrays',
  advice:
    'Look with squeue --me which jobs of the sweep wait or run and cancel them with scancel, then delete the file and submit again.',
};

const ledger = (planFile: string) => join(sweepPaths(planFile).slurm, 'submitted.json');
const AT_WORK: readonly SlurmTask['state'][] = ['queued', 'requeued', 'running'];

/**
 * The arrays that were submitted for a sweep.
 *
 * @param planFile the sweep's `plan.json`
 * @returns in the order of submission; none when nothing was submitted
 * @throws DamagedFileError when the list of them cannot be read
 */
export function submittedArrays(planFile: string): readonly SubmittedArray[] {
  const file = ledger(planFile);
  return existsSync(file) ? readJson(file, ledgerForm, LEDGER) : [];
}

/**
 * Where the runs of a sweep stand at Slurm.
 *
 * @param planFile the sweep's `plan.json`
 * @param client the site
 * @returns the last task of each run that Slurm still knows
 * @throws Error when Slurm is missing or does not answer
 */
export async function sweepTasks(planFile: string, client: SlurmClient): Promise<RunTask[]> {
  const arrays = submittedArrays(planFile);
  if (arrays.length === 0) return [];
  const ids = arrays.map(({ jobId }) => jobId);
  const offsets = new Map(arrays.map(({ jobId, offset }) => [jobId, offset]));
  const tasks = await taskStates(client, ids, await siteLimits(client));
  const last = new Map<number, RunTask>();
  for (const task of tasks.sort((a, b) => ids.indexOf(a.jobId) - ids.indexOf(b.jobId))) {
    const index = (offsets.get(task.jobId) ?? 0) + task.taskId;
    last.set(index, { ...task, index });
  }
  return [...last.values()].sort((a, b) => a.index - b.index);
}

/**
 * Submits the runs of a sweep that are missing and not already at Slurm.
 *
 * @param planFile the sweep's `plan.json`; it and what lies beside it must be on a file system that all nodes see
 * @param client the site
 * @param options resources, cap, what to do about failed runs
 * @returns the new arrays; none when nothing is missing
 * @throws LockedError when another process works on the sweep; Error when Slurm is missing or refuses
 */
export async function submitSweep(
  planFile: string,
  client: SlurmClient,
  { retryFailed, ...how }: SubmitOptions,
): Promise<SubmittedArray[]> {
  // Arrays start in another directory, on another machine.
  const file = resolve(planFile);
  const paths = sweepPaths(file);
  const lock = await acquireLock(paths.lock);
  try {
    const copy = join(paths.code, readSweepPlan(file).pin);
    checkPinnedPackages(copy);
    const due: readonly RunState[] = ['planned', 'stopped', ...(retryFailed ? (['failed'] as const) : [])];
    const taken = new Set(
      (await sweepTasks(file, client)).filter(({ state }) => AT_WORK.includes(state)).map(({ index }) => index),
    );
    const indices = sweepStatus(file)
      .runs.filter(({ state, index }) => due.includes(state) && !taken.has(index))
      .map(({ index }) => index);
    if (indices.length === 0) return [];
    const job = {
      ...how,
      name: `dawnlab ${basename(dirname(file))}`,
      command: [process.execPath, pinnedScript(copy, 'slurm/arrayTask.js'), file],
      workingDirectory: dirname(file),
      logFolder: join(paths.slurm, 'logs'),
    };
    const before = submittedArrays(file);
    const note = (arrays: readonly SubmittedArray[]) =>
      writeFileAtomic(ledger(file), `${JSON.stringify([...before, ...arrays])}\n`);
    return await submitArrays(client, job, indices, await siteLimits(client), note);
  } finally {
    lock.release();
  }
}

/**
 * Takes back what a sweep has at Slurm; running tasks are asked to stop and keep their checkpoints.
 *
 * @param planFile the sweep's `plan.json`
 * @param client the site
 * @returns how many tasks were waiting or running
 * @throws Error when Slurm is missing or refuses
 */
export async function cancelSubmitted(planFile: string, client: SlurmClient): Promise<number> {
  const open = (await sweepTasks(planFile, client)).filter(({ state }) => AT_WORK.includes(state));
  const jobIds = [...new Set(open.map(({ jobId }) => jobId))];
  const tasksOf = (id: number) => open.filter(({ jobId }) => jobId === id).map(({ taskId }) => taskId);
  await cancelTasks(
    client,
    jobIds.map((jobId) => ({ jobId, taskIds: tasksOf(jobId) })),
  );
  return open.length;
}
