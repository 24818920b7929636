/** `dawnlab bench runs`: what runs and sweeps cost beside their work. */

import { Command } from 'commander';
import { runOverhead } from '../../bench/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';

/**
 * The command.
 *
 * @returns `runs`
 */
export function benchRunsCommand(): Command {
  return new Command('runs')
    .description('seconds from process start to first update, and for planning and watching a large sweep')
    .option('--runs <count>', 'runs of the large sweep', parseCount, 10_000)
    .option('--repeats <count>', 'how often each is measured; the median counts', parseCount, 5)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(async ({ runs, repeats, json }: { runs: number; repeats: number; json?: boolean }) => {
      const rows = await runOverhead(runs, repeats);
      for (const { workload, seconds } of rows) console.log(`${workload.padEnd(32)} ${seconds.toFixed(2)} s`);
      if (json) printResult({ rows });
    });
}
