/** `dawnlab sweep submit`: the missing runs of a sweep to a cluster. */

import { Command, Option } from 'commander';
import { slurmClient, submitSweep } from '../../runs/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';

/** What the options of a submission say. */
export interface SubmitFlags {
  readonly cpus: number;
  readonly memory: number;
  readonly minutes: number;
  readonly partition?: string;
  readonly account?: string;
  readonly concurrency?: number;
  readonly option?: readonly string[];
  readonly setup?: readonly string[];
  readonly json?: boolean;
}

/**
 * Adds the options that a submission takes.
 *
 * @param command to add them to
 * @returns the command
 */
export function withSubmitFlags(command: Command): Command {
  return command
    .option('--cpus <count>', 'processors of a run', parseCount, 1)
    .option('--memory <megabytes>', 'memory of a run', parseCount, 3000)
    .option('--minutes <minutes>', 'time limit; a run that needs longer is requeued and goes on', parseCount, 240)
    .option('--partition <name>', "the site's default otherwise")
    .option('--account <name>', "the site's default otherwise")
    .option('--concurrency <count>', 'runs at once', parseCount)
    .option('--option <options...>', 'further options of sbatch, for instance --option=--qos=long')
    .option('--setup <lines...>', 'lines of shell before each run, for instance "module load nodejs"')
    .option('--json', 'print the result as one JSON object on the last line');
}

/**
 * The command.
 *
 * @returns `submit`
 */
export function submitCommand(): Command {
  const command = new Command('submit')
    .description('hand missing runs to Slurm as array jobs, with the code that the plan pinned')
    .argument('<plan>', 'plan.json of the sweep, on a file system that all nodes see')
    .addOption(new Option('--engine <engine>', 'which cluster software').choices(['slurm']).default('slurm'));
  return withSubmitFlags(command).action((planFile: string, flags: SubmitFlags) => submit(planFile, flags, false));
}

/**
 * Submits a sweep.
 *
 * @param planFile the sweep's `plan.json`
 * @param flags resources and cap
 * @param retryFailed true to submit failed runs again
 */
export async function submit(planFile: string, flags: SubmitFlags, retryFailed: boolean): Promise<void> {
  const { cpus, memory, minutes, partition, account, concurrency, option, setup, json } = flags;
  const resources = { cpus, memoryMegabytes: memory, minutes, partition, account, options: option };
  const arrays = await submitSweep(planFile, slurmClient(), { resources, concurrency, setup, retryFailed });
  const runs = arrays.reduce((sum, { indices }) => sum + indices.length, 0);
  if (runs === 0) console.log('Nothing is missing that is not already at Slurm.');
  else console.log(`${runs} runs in ${arrays.length} arrays: ${arrays.map(({ jobId }) => jobId).join(', ')}`);
  console.log(`Watch them: dawnlab sweep status ${planFile}`);
  if (json)
    printResult({
      plan: planFile,
      runs,
      arrays: arrays.map(({ jobId, indices }) => ({ jobId, runs: indices.length })),
    });
}
