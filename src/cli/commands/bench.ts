/** `dawnlab bench`: how fast the parts are on this machine, and whether compiled programs compute what they should. */

import { Command } from 'commander';
import { benchEnvCommand } from './benchEnv.js';
import { benchFuzzCommand } from './benchFuzz.js';
import { benchLoopCommand } from './benchLoop.js';
import { benchMemoryCommand } from './benchMemory.js';
import { benchRunsCommand } from './benchRuns.js';
import { benchUpdateCommand } from './benchUpdate.js';

/**
 * The command.
 *
 * @returns `bench` with its subcommands
 */
export function benchCommand(): Command {
  return new Command('bench')
    .description(
      'measure updates, environments, the whole loop and the overhead of runs on this machine; hold engines to TensorFlow.js',
    )
    .addCommand(benchUpdateCommand())
    .addCommand(benchEnvCommand())
    .addCommand(benchLoopCommand())
    .addCommand(benchMemoryCommand())
    .addCommand(benchRunsCommand())
    .addCommand(benchFuzzCommand());
}
