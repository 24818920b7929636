/** `dawnlab sweep retry --failed`: failed runs once more. */

import { Command, Option } from 'commander';
import { parseCount } from '../parseCount.js';
import { pythonOption } from '../pythonOption.js';
import { makeRuns } from './makeRuns.js';
import { type SubmitFlags, submit, withSubmitFlags } from './submit.js';

interface RetryFlags extends SubmitFlags {
  readonly engine: 'local' | 'slurm';
  readonly workers: number;
}

/**
 * The command.
 *
 * @returns `retry`
 */
export function retryCommand(): Command {
  const command = new Command('retry')
    .description('try failed runs again, from their last checkpoint, and make what else is missing')
    .argument('<plan>', 'plan.json of the sweep')
    .requiredOption('--failed', 'the failed ones; there are no others to retry')
    .addOption(new Option('--engine <engine>', 'where').choices(['local', 'slurm']).default('local'))
    .addOption(pythonOption())
    .option('--workers <count>', 'processes at once on this machine', parseCount, 2);
  return withSubmitFlags(command).action((planFile: string, { engine, workers, ...flags }: RetryFlags) =>
    engine === 'slurm' ? submit(planFile, flags, true) : makeRuns(planFile, { workers, retryFailed: true }),
  );
}
