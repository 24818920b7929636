/** `dawnlab sweep`: many runs as one thing. Each subcommand is a file in ../sweep. */

import { Command } from 'commander';
import { cancelCommand } from '../sweep/cancel.js';
import { collectCommand } from '../sweep/collect.js';
import { planCommand } from '../sweep/plan.js';
import { retryCommand } from '../sweep/retry.js';
import { runCommand } from '../sweep/run.js';
import { statusCommand } from '../sweep/status.js';
import { submitCommand } from '../sweep/submit.js';

/**
 * The command.
 *
 * @returns `sweep` with its subcommands
 */
export function sweepCommand(): Command {
  const parts = [planCommand, runCommand, submitCommand, statusCommand, collectCommand, cancelCommand, retryCommand];
  const sweep = new Command('sweep').description('plan, run, watch and collect many runs');
  for (const part of parts) sweep.addCommand(part());
  return sweep;
}
