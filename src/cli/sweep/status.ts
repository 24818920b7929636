/** `dawnlab sweep status`: how a sweep stands. */

import { Command } from 'commander';
import { failureText, type SweepRun, type SweepStatus, sweepStatus } from '../../runs/index.js';
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

function status(planFile: string, { json }: { readonly json?: boolean }): void {
  const found = sweepStatus(planFile);
  for (const line of statusLines(found)) console.log(line);
  for (const run of found.runs.filter(({ state }) => state === 'failed')) console.log(failureText(run));
  const failed = found.runs.filter(({ state }) => state === 'failed');
  if (json) printResult({ plan: planFile, ...found.counts, failedIndices: failed.map(({ index }) => index) });
}

const groupOf = ({ run: { spec } }: SweepRun) =>
  `${spec.task} ${spec.agent}${spec.variant === 'default' ? '' : `/${spec.variant}`}`;

function countText(runs: readonly SweepRun[]): string {
  const states = new Map<string, number>();
  for (const { state } of runs) states.set(state, (states.get(state) ?? 0) + 1);
  return [...states].map(([state, count]) => `${count} ${state}`).join(', ');
}

/** One line for each task and agent, then the sum. */
function statusLines({ runs }: SweepStatus): string[] {
  const groups = new Map<string, SweepRun[]>();
  for (const run of runs) groups.set(groupOf(run), [...(groups.get(groupOf(run)) ?? []), run]);
  const width = Math.max(...[...groups.keys()].map(({ length }) => length), 3);
  const lines = [...groups].map(([name, own]) => `${name.padEnd(width)}  ${countText(own)}`);
  return [...lines, `${'all'.padEnd(width)}  ${countText(runs)}`];
}
