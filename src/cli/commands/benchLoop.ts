/** `dawnlab bench loop`: collection, updates, training and evaluation per second. */

import { Command } from 'commander';
import { loopRates } from '../../bench/index.js';
import { parseCount } from '../parseCount.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

interface BenchLoopOptions {
  readonly task: string;
  readonly base: string;
  readonly threads: number;
  readonly seconds: number;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `loop`, a subcommand of `bench`
 */
export function benchLoopCommand(): Command {
  return new Command('loop')
    .description('chunks, updates and episodes per second of training on a task, one update per chunk')
    .option('--task <name>', 'task', 'gantry-peg')
    .option('--base <kind>', 'kind of the base policy', 'diffusion')
    .option('--threads <count>', 'threads of one update', parseCount, 1)
    .option('--seconds <seconds>', 'time for each row', parseSeconds, 5)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchLoop);
}

async function benchLoop({ json, ...options }: BenchLoopOptions): Promise<void> {
  const rows = await loopRates(options);
  for (const { workload, perSecond } of rows)
    console.log(`${workload.padEnd(32)}${perSecond.toPrecision(3).padStart(9)} per second`);
  if (json) printResult({ rows });
}
