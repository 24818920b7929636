/** `dawnlab record`: plans, makes and collects the runs of a finding on a task, into `data/results`. */

import { join } from 'node:path';
import { Command } from 'commander';
import { PAPER_AGENTS } from '../../agents/index.js';
import { planSweep, sweepDescription } from '../../runs/index.js';
import { parseCount } from '../parseCount.js';
import { pythonOption } from '../pythonOption.js';
import { checkTarget, writeTables } from '../sweep/collect.js';
import { makeRuns } from '../sweep/makeRuns.js';

interface RecordOptions {
  readonly finding: string;
  readonly task: string;
  readonly agents: string;
  readonly firstSeed: number;
  readonly seeds: number;
  readonly workers: number;
  readonly out?: string;
  readonly repin?: boolean;
  readonly replace?: boolean;
}

/**
 * The command.
 *
 * @returns `record`
 */
export function recordCommand(): Command {
  return new Command('record')
    .description('the three steps of a sweep in one: plan agents × seeds, make what is missing, write the table')
    .option('--finding <name>', 'for instance 08-dawn', '08-dawn')
    .requiredOption('--task <name>', 'for instance gantry-peg')
    .option('--agents <names>', 'separated by commas', PAPER_AGENTS.join(','))
    .option('--first-seed <seed>', 'seeds are this one and those after it', parseCount, 1)
    .option('--seeds <count>', 'runs per agent', parseCount, 8)
    .option('--workers <count>', 'processes at once, one core each', parseCount, 2)
    .addOption(pythonOption())
    .option('--out <dir>', 'directory of the sweep; runs/<finding>.<task> by default')
    .option('--repin', 'move an earlier plan to the present code')
    .option('--replace', 'put these runs in the place of recorded ones of the same name')
    .action(record);
}

async function record(options: RecordOptions): Promise<void> {
  const { finding, task, agents, firstSeed, seeds, workers, out, repin, replace } = options;
  const planFile = join(out ?? join('runs', `${finding}.${task}`), 'plan.json');
  const description = await sweepDescription({
    finding,
    tasks: [task],
    agents: agents.split(','),
    seeds: { first: firstSeed, count: seeds },
  });
  const { plan, isCodeOlder } = planSweep(description, planFile, { repin });
  console.log(`${plan.runs.filter(({ isRetired }) => !isRetired).length} runs: ${planFile}`);
  if (isCodeOlder)
    console.log('The runs go on with the code that they were planned with, not the present one; --repin changes that.');
  checkTarget(planFile, { replace });
  await makeRuns(planFile, { workers });
  writeTables(
    planFile,
    `dawnlab record --finding ${finding} --task ${task} --agents ${agents} --first-seed ${firstSeed} --seeds ${seeds}`,
    { replace },
  );
}
