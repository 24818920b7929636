/** How a table that is not there is made. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPath } from '../../files/index.js';
import { didYouMean } from '../../settings/index.js';
import { sweepSchema } from '../spec/sweepSchema.js';

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The command that makes a finding's tables: its sweep, where one is described. */
function recordingCommand(finding: string, task: string): string {
  const folder = dataPath('sweeps');
  const asksForIt = (file: string) => {
    // A description that is damaged is not the one; planning it says what is wrong.
    const asked = sweepSchema.safeParse(tryJson(readFileSync(join(folder, file), 'utf8')));
    return asked.success && asked.data.finding === finding && asked.data.tasks.includes(task);
  };
  const sweep = (existsSync(folder) ? readdirSync(folder) : []).find(
    (file) => file.endsWith('.json') && asksForIt(file),
  );
  return sweep
    ? `dawnlab sweep plan data/sweeps/${sweep}, then run and collect`
    : `dawnlab record --finding ${finding} --task ${task}`;
}

/**
 * What to do about a table that is not there: a finding that has none at all is more likely a slip of the pen.
 *
 * @param finding for instance `08-dawn`
 * @param task task name
 * @param folder folder of the tables
 * @returns sentences for an error
 */
export function recordingAdvice(finding: string, task: string, folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const findings = [...new Set(files.map((file) => file.split('.')[0]))];
  if (findings.length === 0 || findings.includes(finding)) return `Record them: ${recordingCommand(finding, task)}`;
  const known = `Recorded in ${folder} are ${findings.join(', ')}.${didYouMean(finding, findings)}`;
  return `${known} A new one is recorded by: ${recordingCommand(finding, task)}`;
}
