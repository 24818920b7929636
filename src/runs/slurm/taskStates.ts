/** The tasks of submitted arrays, from the controller and from accounting. */

import { unreadable } from './answers.js';
import { parseQueue } from './queueJson.js';
import type { SiteLimits } from './siteLimits.js';
import { type SlurmClient, slurmCommand } from './slurmClient.js';
import { parseTaskIds } from './taskIds.js';
import { type SlurmTask, taskState } from './taskState.js';

/**
 * Reads the tasks that accounting knows.
 *
 * @param text output of `sacct --parsable2` with the columns JobID, State, ExitCode, Reason, NodeList
 * @returns one value per task; jobs that are no arrays are left out, and lines that are no jobs
 * @throws Error showing the line when the line of an array is of another form
 */
export function parseAccounting(text: string): SlurmTask[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\d+)_([^|]+)\|(\w+)[^|]*\|(\d+):(\d+)\|([^|]*)\|([^|]*)$/.exec(line);
    if (!match && /^\d+_/.test(line))
      throw unreadable(
        'sacct',
        'JobID|State|ExitCode|Reason|NodeList',
        line,
        'Please report it, with the version of Slurm.',
      );
    if (!match) return [];
    const [, jobId, ids, word, exitCode, signal, reason, nodes] = match;
    const task = {
      jobId: Number(jobId),
      state: taskState([word], 0),
      reason,
      exitCode: Number(exitCode),
      signal: Number(signal),
      node: nodes === 'None assigned' ? '' : nodes,
    };
    return parseTaskIds(ids).map((taskId) => ({ ...task, taskId }));
  });
}

/**
 * Asks where the tasks of arrays stand.
 *
 * The controller knows what is new and forgets a finished job after the site's MinJobAge; accounting, where the site has
 * it, remembers. Accounting is read as text: the JSON of `sacct` 22.05 gives every failed job the exit code 0.
 *
 * @param client the site
 * @param jobIds arrays, as `submitArrays` returned them
 * @param limits the site's limits, for whether it has accounting
 * @returns a value for each task that Slurm knows, by array and task; it does not know those that it has forgotten, nor
 *   those that were cancelled before it had looked at them
 * @throws when Slurm is missing or does not answer
 */
export async function taskStates(
  client: SlurmClient,
  jobIds: readonly number[],
  { accounting }: Pick<SiteLimits, 'accounting'>,
): Promise<SlurmTask[]> {
  if (jobIds.length === 0) return [];
  const columns = '--format=JobID,State,ExitCode,Reason,NodeList';
  const remembered = accounting
    ? await slurmCommand(client, 'sacct', ['--parsable2', '--noheader', '--allocations', columns, `--jobs=${jobIds}`])
    : '';
  const queue = await slurmCommand(client, 'squeue', ['--json', '--me', '--all', '--states=all']);
  const tasks = [...parseAccounting(remembered), ...parseQueue(queue, new Set(jobIds))];
  const latest = new Map(tasks.map((task) => [`${task.jobId}_${task.taskId}`, task]));
  return [...latest.values()].sort((a, b) => a.jobId - b.jobId || a.taskId - b.taskId);
}
