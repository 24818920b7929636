#!/usr/bin/env node
/** The command line: `dawnlab <command>`. Each command is a file in ./commands. */

import { Command } from 'commander';
import { demonstrationsCommand } from './commands/demonstrations.js';
import { doctorCommand } from './commands/doctor.js';
import { evaluateCommand } from './commands/evaluate.js';
import { notebookCommand } from './commands/notebook.js';
import { recordCommand } from './commands/record.js';
import { reportCommand } from './commands/report.js';
import { trainCommand } from './commands/train.js';
import { trainBaseCommand } from './commands/trainBase.js';

const program = new Command('dawnlab')
  .description('A laboratory for value learning in residual reinforcement learning.')
  .addCommand(demonstrationsCommand())
  .addCommand(doctorCommand())
  .addCommand(evaluateCommand())
  .addCommand(notebookCommand())
  .addCommand(recordCommand())
  .addCommand(reportCommand())
  .addCommand(trainCommand())
  .addCommand(trainBaseCommand());

program.parseAsync(process.argv).catch((error: unknown) => {
  console.error(`dawnlab: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.DAWNLAB_DEBUG) console.error(error);
  process.exitCode = 1;
});
