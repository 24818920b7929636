/** The batch script of an array of runs. */

import type { ArraySlice } from './splitArrays.js';
import { formatTaskIds } from './taskIds.js';

/** What one task may use. */
export interface TaskResources {
  readonly cpus: number;
  readonly memoryMegabytes: number;
  /** Time limit, minutes. A run that needs longer is warned, requeued and goes on. */
  readonly minutes: number;
  readonly partition?: string;
  readonly account?: string;
  /** Further options of sbatch, such as `--qos=long`. */
  readonly options?: readonly string[];
}

/** Runs that differ by their index only. */
export interface ArrayJob {
  readonly name: string;
  /** Program and arguments; `--index I` is added. The program must stop with exit code 130 on SIGTERM, resumable. */
  readonly command: readonly string[];
  readonly workingDirectory: string;
  /** Folder of the logs `<array job>_<task>.log`; it must exist, or Slurm fails the tasks without a word. */
  readonly logFolder: string;
  readonly resources: TaskResources;
  /** Tasks at once; no cap by default. */
  readonly concurrency?: number;
  /** Lines of shell before the command, such as `module load nodejs`. */
  readonly setup?: readonly string[];
}

/** How long before the limit a task is warned, seconds: time to write a checkpoint. Slurm rounds up to 60 s earlier. */
const WARNING = 90;

const shellWord = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** An option of sbatch; its own parser of `#SBATCH` lines knows double quotes and backslashes. */
function directive(option: string, value: string | number): string {
  const text = String(value);
  if (/[\n\r]/.test(text))
    throw new Error(`--${option} of a batch script cannot have a line break: got ${JSON.stringify(text)}`);
  return `#SBATCH --${option}=${/^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`}`;
}

function directives({ name, workingDirectory, logFolder, resources, concurrency }: ArrayJob, slice: ArraySlice) {
  const { cpus, memoryMegabytes, minutes, partition, account, options = [] } = resources;
  const tasks = formatTaskIds(slice.indices.map((index) => index - slice.offset));
  return [
    directive('job-name', name),
    directive('array', concurrency === undefined ? tasks : `${tasks}%${concurrency}`),
    directive('chdir', workingDirectory),
    directive('output', `${logFolder.replaceAll('%', '%%')}/%A_%a.log`),
    directive('open-mode', 'append'),
    '#SBATCH --requeue',
    directive('signal', `B:TERM@${Math.min(WARNING, 20 * minutes)}`),
    directive('nodes', 1),
    directive('ntasks', 1),
    directive('cpus-per-task', cpus),
    directive('mem', `${memoryMegabytes}M`),
    directive('time', minutes),
    ...(partition === undefined ? [] : [directive('partition', partition)]),
    ...(account === undefined ? [] : [directive('account', account)]),
    ...options.map((option) => `#SBATCH ${option}`),
  ];
}

/**
 * Writes the batch script of one array.
 *
 * A task runs `command --index I` with I = offset + task id, and passes SIGTERM on to it. A run that stops for the
 * warning before the time limit (exit code 130, or 143 when it had not yet set its handler) is requeued and resumes; one
 * that was cancelled is not.
 *
 * @param job what to run, where, with what
 * @param slice its runs, from `splitArrays`
 * @returns text for `sbatch`
 * @throws when a value has a line break
 */
export function arrayScript(job: ArrayJob, slice: ArraySlice): string {
  return `#!/bin/bash
${directives(job, slice).join('\n')}

# Named by array and task: the bare job id of an array's last task stands for the whole array.
task="\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
index=$((${slice.offset} + SLURM_ARRAY_TASK_ID))
${(job.setup ?? []).map((line) => `${line}\n`).join('')}
child= warned=
trap 'warned=1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' TERM
${job.command.map(shellWord).join(' ')} --index "$index" &
child=$!
[ -z "$warned" ] || kill -TERM "$child"

# The first wait ends with the trap, not with the child.
while kill -0 "$child" 2>/dev/null; do wait "$child"; done
wait "$child"
code=$?

# Cancelled and timed-out tasks get SIGTERM too, but are no longer RUNNING.
if [ -n "$warned" ] && { [ "$code" = 130 ] || [ "$code" = 143 ]; } &&
  [ "$(squeue --noheader --states=all --jobs="$task" --format=%T)" = RUNNING ]; then
  echo "run $index stopped with $code before the time limit: requeued"
  scontrol requeue "$task"
fi
exit "$code"
`;
}
