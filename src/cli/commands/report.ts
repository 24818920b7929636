/** `dawnlab report`: executes the walkthrough and writes one self-contained HTML file. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { formatDuration, publishNotebooks } from '../../notebook/index.js';
import { type ExecutionOptions, executedAsAsked, withExecutionOptions } from '../executionOptions.js';
import { printResult } from '../printResult.js';

/** The notebooks of the walkthrough. */
const WALKTHROUGH = ['notebooks/00-start-here.ipynb', 'notebooks/08-dawn.ipynb'];

interface ReportOptions extends ExecutionOptions {
  readonly out: string;
  readonly title?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `report`
 */
export function reportCommand(): Command {
  const command = new Command('report')
    .description('execute notebooks and publish them as one HTML file')
    .argument('[files...]', `notebooks (default: ${WALKTHROUGH.join(' ')})`)
    .option('-o, --out <file>', 'the HTML file', 'out/report.html')
    .option('--title <title>', 'title of the page (default: of the first notebook)')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(report);
  return withExecutionOptions(
    command,
    process.env.DAWNLAB_SCALE || 'quick',
    'publish the notebooks with the outputs that they hold',
  );
}

async function report(files: string[], options: ReportOptions): Promise<void> {
  const start = performance.now();
  const inputs = files.length > 0 ? files : WALKTHROUGH.filter((file) => existsSync(file));
  if (inputs.length === 0)
    throw new Error(`No notebook found. Name one, or run this in the repository (${WALKTHROUGH[0]}).`);
  // A notebook that fails is published with what it has: the report is where one looks for the reason.
  const { executed, failures } = await executedAsAsked(inputs, options, 'out');
  const { bytes } = await publishNotebooks({ inputs: executed, output: options.out, title: options.title });
  const seconds = (performance.now() - start) / 1000;
  console.log(`Report: ${resolve(options.out)} (${(bytes / 1e6).toFixed(1)} MB, ${formatDuration(seconds)})`);
  if (options.json) printResult({ output: resolve(options.out), bytes, seconds, notebooks: executed, failures });
  if (failures.length > 0) {
    console.error(
      `The report holds ${failures.length} failed ${failures.length === 1 ? 'notebook' : 'notebooks'}: ${failures.join('; ')}`,
    );
    process.exitCode = 1;
  }
}
