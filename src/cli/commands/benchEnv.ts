/** `dawnlab bench env`: primitive steps per second of the environments. */

import { Command } from 'commander';
import { benchmarkEnv, environments } from '../../environments/index.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

/**
 * The command.
 *
 * @returns `env`, a subcommand of `bench`
 */
export function benchEnvCommand(): Command {
  return new Command('env')
    .description('primitive steps per second of each task, in one thread and in two workers')
    .option('--tasks <names>', 'comma-separated names', (text) => text.split(','), Object.keys(environments))
    .option('--seconds <seconds>', 'time for each row', parseSeconds, 2)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(benchEnv);
}

async function benchEnv(options: {
  readonly tasks: string[];
  readonly seconds: number;
  readonly json?: boolean;
}): Promise<void> {
  const rows = [];
  for (const task of options.tasks)
    for (const row of await benchmarkEnv(task, { seconds: options.seconds })) {
      rows.push(row);
      console.log(
        `${row.workload.padEnd(18)}${String(row.threads).padStart(3)} threads${String(row.perSecond).padStart(9)} steps/s`,
      );
    }
  if (options.json) printResult({ rows });
}
