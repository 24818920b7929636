/** `dawnlab export`: recorded runs for other tools. */

import { Command, InvalidArgumentError, Option } from 'commander';
import type { DamagedFileError } from '../../files/index.js';
import {
  armNotes,
  armText,
  EXPORT_FORMATS,
  type ExportedRun,
  type ExportOptions,
  exportRuns,
  readExportedRuns,
  STEP_AXES,
  tableArms,
} from '../../runs/index.js';
import { printResult } from '../printResult.js';
import { reportDamaged } from '../reportDamaged.js';

interface ExportCommandOptions extends Omit<ExportOptions, 'startTime'> {
  readonly start?: number;
  readonly json?: boolean;
}

function parseTime(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds))
    throw new InvalidArgumentError(`'${text}' is no time in ISO 8601, such as 2026-01-31T12:00:00Z.`);
  return milliseconds / 1000;
}

/**
 * The command.
 *
 * @returns `export`
 */
export function exportCommand(): Command {
  return new Command('export')
    .description('write recorded runs for other tools: tidy tables of curves and training, or TensorBoard event files')
    .argument('<paths...>', 'tables such as data/results/08-dawn.gantry-peg.json, and directories of runs')
    .addOption(new Option('--format <format>', 'of the files').choices(EXPORT_FORMATS).makeOptionMandatory())
    .requiredOption('-o, --out <dir>', 'folder of the files')
    .addOption(new Option('--step <counter>', "TensorBoard's step axis").choices(STEP_AXES).default('chunks'))
    .option('--start <time>', "when the runs began, for TensorBoard's wall axis (default: 1970)", parseTime)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(exportAction);
}

async function exportAction(paths: readonly string[], options: ExportCommandOptions): Promise<void> {
  const { format, out, step, start, json } = options;
  const damaged: DamagedFileError[] = [];
  const runs = readExportedRuns(paths, (error) => damaged.push(error));
  if (runs.length === 0 && damaged.length > 0) throw damaged[0];
  const files = await exportRuns(runs, { format, out, step, startTime: start });
  console.log(`Runs: ${runs.length}. Files: ${files.length}, in ${out}`);
  for (const note of exportNotes(runs)) console.log(note);
  reportDamaged(damaged, 'the export');
  if (json) printResult({ format, runs: runs.length, files, damaged: damaged.map(({ file }) => file) });
}

/** What must be said of the runs that were written, arm by arm. */
function exportNotes(runs: readonly ExportedRun[]): string[] {
  const tables = new Set(runs.map(({ finding, task }) => `${finding ?? 'single runs'}, ${task}`));
  return [...tables].flatMap((name) => {
    const own = { runs: runs.filter(({ finding, task }) => `${finding ?? 'single runs'}, ${task}` === name) };
    return tableArms(own).flatMap((arm) => armNotes(own, arm).map((note) => `${name}, ${armText(arm)}: ${note}`));
  });
}
