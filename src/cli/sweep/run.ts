/** `dawnlab sweep run`: a whole sweep on this machine, or one run of it for an array engine. */

import { Command } from 'commander';
import { makeRun, plannedOrder } from '../../runs/index.js';
import { parseCount } from '../parseCount.js';
import { pythonOption } from '../pythonOption.js';
import { makeRuns } from './makeRuns.js';

interface RunOptions {
  readonly workers: number;
  readonly index?: number;
  readonly check?: boolean;
}

/**
 * The command.
 *
 * @returns `run`
 */
export function runCommand(): Command {
  return new Command('run')
    .description('make what is missing: done runs stay, begun ones go on, failed ones wait for `retry`')
    .argument('<plan>', 'plan.json of the sweep')
    .option('--workers <count>', 'processes at once, one core each', parseCount, 2)
    .option('--index <index>', 'only the run at this place of the plan, in this process', parseCount)
    .addOption(pythonOption())
    .option('--check', 'look through the files of ended runs as well, and make good what is damaged')
    .action(run);
}

async function run(planFile: string, { index, ...options }: RunOptions): Promise<void> {
  if (index === undefined) await makeRuns(planFile, options);
  else process.exitCode = await makeRun(plannedOrder(planFile, index));
}
