/** `dawnlab bench`: how fast the parts are on this machine. */

import { Command } from 'commander';
import { benchEnvCommand } from './benchEnv.js';
import { benchLoopCommand } from './benchLoop.js';
import { benchUpdateCommand } from './benchUpdate.js';

/**
 * The command.
 *
 * @returns `bench` with its subcommands
 */
export function benchCommand(): Command {
  return new Command('bench')
    .description('measure updates, environments and the whole loop on this machine')
    .addCommand(benchUpdateCommand())
    .addCommand(benchEnvCommand())
    .addCommand(benchLoopCommand());
}
