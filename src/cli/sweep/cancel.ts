/** `dawnlab sweep cancel`: stops a sweep; what its runs have is kept. */

import { join } from 'node:path';
import { Command } from 'commander';
import { type LockHolder, lockHolder, processState } from '../../files/index.js';
import { cancelSubmitted, slurmClient, submittedArrays, sweepPaths, sweepStatus } from '../../runs/index.js';

/**
 * The command.
 *
 * @returns `cancel`
 */
export function cancelCommand(): Command {
  return new Command('cancel')
    .description('stop the processes that work on a sweep; each run keeps a checkpoint and goes on when called again')
    .argument('<plan>', 'plan.json of the sweep')
    .action(cancel);
}

function stop(holder: LockHolder | undefined): boolean {
  if (!holder || processState(holder) !== 'alive') return false;
  process.kill(holder.pid, 'SIGTERM');
  return true;
}

async function cancel(planFile: string): Promise<void> {
  if (submittedArrays(planFile).length > 0)
    console.log(`Took ${await cancelSubmitted(planFile, slurmClient())} runs back from Slurm.`);
  // Looked up before the sweep is asked, for it stops its runs itself.
  const holders = sweepStatus(planFile).runs.map(({ directory }) => lockHolder(join(directory, 'lock')));
  const working = holders.filter((holder) => holder && processState(holder) === 'alive');
  const parent = stop(lockHolder(sweepPaths(planFile).lock));
  working.forEach(stop);
  if (parent || working.length > 0) console.log(`Asked the sweep and ${working.length} runs to stop.`);
  else console.log('No process of this machine works on the sweep.');
}
