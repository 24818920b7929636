/** `dawnlab sweep status`: how a sweep stands. */

import { Command } from 'commander';
import {
  failureText,
  type RunTask,
  type SweepRun,
  type SweepStatus,
  slurmClient,
  submittedArrays,
  sweepStatus,
  sweepTasks,
} from '../../runs/index.js';
import { printResult } from '../printResult.js';

/**
 * The command.
 *
 * @returns `status`
 */
export function statusCommand(): Command {
  return new Command('status')
    .description('count runs by task, agent and state, and list those that failed with their last lines')
    .argument('<plan>', 'plan.json of the sweep')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(status);
}

async function status(planFile: string, { json }: { readonly json?: boolean }): Promise<void> {
  const found = sweepStatus(planFile);
  for (const line of statusLines(found)) console.log(line);
  const tasks = submittedArrays(planFile).length > 0 ? await sweepTasks(planFile, slurmClient()) : [];
  for (const line of taskLines(tasks)) console.log(line);
  for (const run of found.runs.filter(({ state }) => state === 'failed')) console.log(failureText(run));
  const failed = found.runs.filter(({ state }) => state === 'failed');
  if (json) {
    const slurm = Object.fromEntries(countBy(tasks, ({ state }) => state));
    printResult({ plan: planFile, ...found.counts, failedIndices: failed.map(({ index }) => index), slurm });
  }
}

const groupOf = ({ run: { spec } }: SweepRun) =>
  `${spec.task} ${spec.agent}${spec.variant === 'default' ? '' : `/${spec.variant}`}`;

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

const countText = (runs: readonly SweepRun[]) =>
  [...countBy(runs, ({ state }) => state)].map(([state, count]) => `${count} ${state}`).join(', ');

/** What Slurm says of the sweep's tasks, by state and reason. */
function taskLines(tasks: readonly RunTask[]): string[] {
  const why = ({ state, reason }: RunTask) => (reason === 'None' || reason === '' ? state : `${state} (${reason})`);
  return [...countBy(tasks, why)].map(([state, count]) => `at Slurm: ${count} ${state}`);
}

/** One line for each task and agent, then the sum. */
function statusLines({ runs }: SweepStatus): string[] {
  const groups = new Map<string, SweepRun[]>();
  for (const run of runs) groups.set(groupOf(run), [...(groups.get(groupOf(run)) ?? []), run]);
  const width = Math.max(...[...groups.keys()].map(({ length }) => length), 3);
  const lines = [...groups].map(([name, own]) => `${name.padEnd(width)}  ${countText(own)}`);
  return [...lines, `${'all'.padEnd(width)}  ${countText(runs)}`];
}
