/** `dawnlab results`: what is recorded in data/results, and making it again. Each subcommand is a file in ../results. */

import { Command } from 'commander';
import { listCommand } from '../results/list.js';
import { recomputeCommand } from '../results/recompute.js';

/**
 * The command.
 *
 * @returns `results` with its subcommands
 */
export function resultsCommand(): Command {
  return new Command('results')
    .description('list recorded runs, and make some of them again to compare them bitwise')
    .addCommand(listCommand())
    .addCommand(recomputeCommand());
}
