/** Handing arrays to Slurm, and taking them back. */

import { makeFolder } from '../../files/index.js';
import { submittedJob } from './answers.js';
import { type ArrayJob, arrayScript } from './arrayScript.js';
import type { SiteLimits } from './siteLimits.js';
import { type SlurmClient, slurmCommand } from './slurmClient.js';
import { type ArraySlice, splitArrays } from './splitArrays.js';
import { formatTaskIds } from './taskIds.js';

/** An array that Slurm has accepted. */
export interface SubmittedArray extends ArraySlice {
  readonly jobId: number;
}

/** Tasks of an array; all of them where no ids are given. */
export interface TaskSelection {
  readonly jobId: number;
  readonly taskIds?: readonly number[];
}

/**
 * Submits runs as arrays, as many as the site's limit asks for.
 *
 * With a concurrency cap each array waits for the one before it, because the cap is an array's own. When an array is
 * refused, those before it are cancelled: all is submitted or nothing.
 *
 * @param client the site
 * @param job what to run; its log folder is made
 * @param indices ascending run indices
 * @param limits the site's limits
 * @param onSubmitted called after each array with those until then, so that they are noted whatever comes next
 * @returns the arrays, in order
 * @throws when Slurm is missing, refuses an array, or does not say under which number it took one
 */
export async function submitArrays(
  client: SlurmClient,
  job: ArrayJob,
  indices: readonly number[],
  { maxArraySize }: Pick<SiteLimits, 'maxArraySize'>,
  onSubmitted: (arrays: readonly SubmittedArray[]) => void = () => undefined,
): Promise<SubmittedArray[]> {
  makeFolder(job.logFolder);
  const submitted: SubmittedArray[] = [];
  for (const slice of splitArrays(indices, maxArraySize)) {
    const before = job.concurrency === undefined ? undefined : submitted.at(-1);
    const args = ['--parsable', ...(before ? [`--dependency=afterany:${before.jobId}`] : [])];
    const submit = async () =>
      submittedJob(await slurmCommand(client, 'sbatch', args, arrayScript(job, slice)), job.name);
    const jobId = await submit().catch(async (error) => {
      await cancelTasks(client, submitted);
      throw error;
    });
    submitted.push({ ...slice, jobId });
    onSubmitted(submitted);
  }
  return submitted;
}

/**
 * Cancels tasks, waiting or running; those that have ended stay as they are.
 *
 * @param client the site
 * @param selections arrays, or tasks of them
 * @returns when Slurm has taken the order
 * @throws when Slurm is missing or refuses
 */
export async function cancelTasks(client: SlurmClient, selections: readonly TaskSelection[]): Promise<void> {
  const names = selections
    .filter(({ taskIds }) => taskIds === undefined || taskIds.length > 0)
    .map(({ jobId, taskIds }) => (taskIds ? `${jobId}_[${formatTaskIds(taskIds)}]` : `${jobId}`));
  if (names.length > 0) await slurmCommand(client, 'scancel', ['--quiet', ...names]);
}
