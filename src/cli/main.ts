#!/usr/bin/env node
/** The command line: `dawnlab <command>`. Each command is a file in ./commands. */

import { Command } from 'commander';
import { doctorCommand } from './commands/doctor.js';
import { notebookCommand } from './commands/notebook.js';
import { reportCommand } from './commands/report.js';

const program = new Command('dawnlab')
  .description('A laboratory for value learning in residual reinforcement learning.')
  .addCommand(doctorCommand())
  .addCommand(notebookCommand())
  .addCommand(reportCommand());

program.parseAsync(process.argv).catch((error: unknown) => {
  console.error(`dawnlab: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.DAWNLAB_DEBUG) console.error(error);
  process.exitCode = 1;
});
