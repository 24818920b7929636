/** `dawnlab sweep plan`: from a description to runs with identities. */

import { basename, join } from 'node:path';
import { Command } from 'commander';
import { planSweep, RESULTS, readSweepDescription } from '../../runs/index.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';

interface PlanOptions {
  readonly out?: string;
  readonly repin?: boolean;
  readonly recorded?: string | true;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `plan`
 */
export function planCommand(): Command {
  return new Command('plan')
    .description('plan the runs of a sweep and pin the code; planned again, known runs keep their identity')
    .argument('<file>', 'description of the sweep, for instance data/sweeps/08-dawn.json')
    .option('--out <file>', 'the plan; runs/<name of the file>/plan.json by default')
    .option('--repin', 'move an earlier plan to the present code')
    .option('--recorded [folder]', 'count as made what its tables hold; data/results by default')
    .addOption(pythonOption())
    .option('--json', 'print the result as one JSON object on the last line')
    .action(plan);
}

async function plan(file: string, { out, repin, recorded, json }: PlanOptions): Promise<void> {
  const planFile = out ?? join('runs', basename(file).replace(/\.json$/, ''), 'plan.json');
  const tables = recorded === true ? RESULTS : recorded;
  const planned = planSweep(await readSweepDescription(file), planFile, { repin, recorded: tables });
  const { plan: made, added, isCodeOlder } = planned;
  const retired = made.runs.filter(({ isRetired }) => isRetired).length;
  const asked = made.runs.length - retired;
  const notes = [`${added} of them new`, ...(tables ? [`${planned.recorded} recorded already`] : [])];
  console.log(`${asked} runs, ${notes.join(', ')}${retired > 0 ? `; ${retired} retired` : ''}: ${planFile}`);
  if (isCodeOlder)
    console.log('The plan stays with the code that it was made with, not the present one; --repin changes that.');
  console.log(`Make them: dawnlab sweep run ${planFile}`);
  if (json)
    printResult({
      plan: planFile,
      runs: asked,
      added,
      recorded: planned.recorded,
      retired,
      numerics: made.code.numerics,
    });
}
