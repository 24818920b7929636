/** `dawnlab sweep run`: a whole sweep on this machine, or one run of it for an array engine. */

import { Command } from 'commander';
import { LockedError } from '../../files/index.js';
import { executeRun, readSweepPlan, runLabel, sweepPaths } from '../../runs/index.js';
import { interruptSignal } from '../interruptSignal.js';
import { parseCount } from '../parseCount.js';
import { reportToParent } from '../reportToParent.js';
import { BUSY, makeRuns } from './makeRuns.js';

interface RunOptions {
  readonly workers: number;
  readonly index?: number;
  readonly check?: boolean;
}

/**
 * The command.
 *
 * @returns `run`
 */
export function runCommand(): Command {
  return new Command('run')
    .description('make what is missing: done runs stay, begun ones go on, failed ones wait for `retry`')
    .argument('<plan>', 'plan.json of the sweep')
    .option('--workers <count>', 'processes at once, one core each', parseCount, 2)
    .option('--index <index>', 'only the run at this place of the plan, in this process', parseCount)
    .option('--check', 'look through the files of ended runs as well, and make good what is damaged')
    .action(run);
}

async function run(planFile: string, { index, ...options }: RunOptions): Promise<void> {
  if (index === undefined) await makeRuns(planFile, options);
  else await runOne(planFile, index);
}

async function runOne(planFile: string, index: number): Promise<void> {
  const { runs } = readSweepPlan(planFile);
  const planned = runs[index];
  if (!planned) throw new Error(`${planFile} has ${runs.length} runs; there is none at place ${index}.`);
  const parent = reportToParent();
  const { SLURM_ARRAY_JOB_ID: array, SLURM_ARRAY_TASK_ID: task } = process.env;
  try {
    const { status, seconds } = await executeRun(planned.spec, sweepPaths(planFile).run(planned), {
      signal: interruptSignal(),
      job: array ? `slurm ${array}_${task}` : undefined,
      onProgress: parent.progress,
      onRecord: parent.record,
    });
    console.log(`${runLabel(planned.spec)}: ${status}${seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`}`);
    if (status === 'interrupted') process.exitCode = 130;
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    console.error(error.message);
    process.exitCode = BUSY;
  }
}
