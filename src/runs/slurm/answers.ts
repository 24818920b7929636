/** What Slurm's commands answered, among the lines that sites print around it. */

import { z } from 'zod';

/** Characters of an answer that an error shows. */
const SHOWN = 300;

/**
 * An error about an answer that cannot be read.
 *
 * @param program the command that answered
 * @param expected what was expected of it
 * @param answer what came
 * @param advice what to do
 * @returns the error, with the beginning of the answer
 */
export function unreadable(program: string, expected: string, answer: string, advice: string): Error {
  const text = answer.trim();
  const came = text === '' ? 'nothing' : JSON.stringify(text.slice(0, SHOWN)) + (text.length > SHOWN ? ' …' : '');
  return new Error(`${program} answered ${came}; expected ${expected}. ${advice}`);
}

/** `4711`, `4711;cluster` and `Submitted batch job 4711 on cluster c`. */
const JOB_ID = /^(?:Submitted batch job )?(\d+)(?:;\S*| on cluster \S+)?$/;

/**
 * Reads the number of a job that was submitted. Sites print greetings and checks before it, and wrappers of sbatch drop
 * `--parsable`.
 *
 * @param answer what sbatch printed
 * @param name the job's name, to look for it by
 * @returns the number in the last line that has one
 * @throws Error when there is none: the job may wait all the same
 */
export function submittedJob(answer: string, name: string): number {
  const found = answer
    .split('\n')
    .map((line) => JOB_ID.exec(line.trim())?.[1])
    .findLast((id) => id !== undefined && Number(id) > 0);
  if (found !== undefined) return Number(found);
  throw unreadable(
    'sbatch',
    'the number of a job, as 4711 or "Submitted batch job 4711"',
    answer,
    `The job may have been taken all the same, and is not noted here. Look for it with squeue --me --name='${name}', ` +
      'cancel it with scancel, and submit again when sbatch answers with a number.',
  );
}

const queueForm = z.looseObject({ jobs: z.array(z.looseObject({})) });

/**
 * Reads the JSON of a command, whatever a site prints around it.
 *
 * @param program the command
 * @param answer what it printed
 * @returns the records of its jobs, whose form is not checked yet
 * @throws Error when there is no JSON with a list of jobs in the answer
 */
export function jobsJson(program: string, answer: string): readonly object[] {
  const starts = [...answer.matchAll(/^\s*\{/gm)].map(({ index }) => index);
  const end = answer.lastIndexOf('}') + 1;
  for (const start of starts) {
    try {
      const parsed = queueForm.safeParse(JSON.parse(answer.slice(start, end)));
      if (parsed.success) return parsed.data.jobs;
    } catch {
      // A line of a greeting may begin with a brace; the answer may begin at the next one.
    }
  }
  throw unreadable(program, 'JSON with a list of jobs', answer, 'Run it by hand with --json and see what it says.');
}
