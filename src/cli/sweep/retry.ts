/** `dawnlab sweep retry --failed`: failed runs once more. */

import { Command } from 'commander';
import { parseCount } from '../parseCount.js';
import { makeRuns } from './makeRuns.js';

/**
 * The command.
 *
 * @returns `retry`
 */
export function retryCommand(): Command {
  return new Command('retry')
    .description('try failed runs again, from their last checkpoint, and make what else is missing')
    .argument('<plan>', 'plan.json of the sweep')
    .requiredOption('--failed', 'the failed ones; there are no others to retry')
    .option('--workers <count>', 'processes at once, one core each', parseCount, 2)
    .action((planFile: string, { workers }: { readonly workers: number }) =>
      makeRuns(planFile, { workers, retryFailed: true }),
    );
}
