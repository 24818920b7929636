/** `dawnlab rerun`: computes a published study again and says whether it comes to the same. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { interruptSignal } from '../../files/index.js';
import {
  compareVerdicts,
  notebookVerdicts,
  parseNotebookScale,
  type RunProvenance,
  readNotebook,
  type VerdictComparison,
} from '../../notebook/index.js';
import { cheapestRuns, recordedTables } from '../../runs/index.js';
import { executeNotebook } from '../executeNotebook.js';
import { parseCount } from '../parseCount.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';
import { recomputeAll } from '../results/recompute.js';

interface RerunOptions {
  readonly notebooks: string;
  readonly runs: number;
  readonly out: string;
  readonly timeout: number;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `rerun`
 */
export function rerunCommand(): Command {
  const runs = (text: string) => (text === 'all' ? Number.POSITIVE_INFINITY : text === '0' ? 0 : parseCount(text));
  return new Command('rerun')
    .description('compute a published study again: its notebooks, its recorded runs; exit code 1 when they differ')
    .argument('<site>', 'folder that `dawnlab publish` made')
    .option('--notebooks <names>', 'all, none, or names with commas between', 'all')
    .option(
      '--runs <count>',
      'recorded runs of each table, those that took least time first: a count, 0 or all',
      runs,
      1,
    )
    .option('--out <dir>', 'where it is computed; called again, the command goes on there', join('out', 'rerun'))
    .option('--timeout <seconds>', 'limit for a single cell', parseSeconds, 1800)
    .option('--json', 'print the result as one JSON object on the last line')
    .action(rerun);
}

async function rerun(site: string, options: RerunOptions): Promise<void> {
  const signal = interruptSignal();
  const verdicts: VerdictComparison[] = [];
  for (const file of chosenNotebooks(site, options.notebooks)) {
    if (signal.aborted) break;
    verdicts.push(...(await rerunNotebook(file, options, signal)));
  }
  const tables = existsSync(join(site, 'results')) ? recordedTables({ folder: join(site, 'results') }) : [];
  const chosen = tables.flatMap((table) => cheapestRuns([table], options.runs));
  const runs = await recomputeAll(options.runs > 0 ? chosen : [], options.out, signal);
  const isWrong = verdicts.some(({ outcome }) => outcome === 'different' || outcome === 'missing');
  console.log(summary(verdicts, runs));
  if (options.json) printResult({ site, verdicts, runs });
  if (signal.aborted) process.exitCode = 130;
  else if (isWrong || runs.some(({ outcome, within }) => outcome === 'different' && !within?.isWithin))
    process.exitCode = 1;
}

function chosenNotebooks(site: string, asked: string): string[] {
  const folder = join(site, 'notebooks');
  if (!existsSync(folder)) throw new Error(`${site} has no folder 'notebooks': it is no site of \`dawnlab publish\`.`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ipynb'));
  if (asked === 'none') return [];
  const names = asked === 'all' ? files : asked.split(',').map((name) => `${basename(name, '.ipynb')}.ipynb`);
  const unknown = names.find((name) => !files.includes(name));
  if (unknown) throw new Error(`There is no ${unknown} in ${folder}; there are ${files.join(', ')}.`);
  return names.map((name) => join(folder, name));
}

/** Executes a notebook at the scale at which it was published, and compares its verdicts. */
async function rerunNotebook(file: string, options: RerunOptions, signal: AbortSignal): Promise<VerdictComparison[]> {
  const published = readNotebook(file);
  const { scale = 'quick' } = (published.metadata.dawnlab ?? {}) as Partial<RunProvenance>;
  const output = join(options.out, basename(file));
  const limits = { scale: parseNotebookScale(scale), timeoutSeconds: options.timeout, signal };
  const { failure } = await executeNotebook(file, output, limits);
  if (failure && !signal.aborted) throw new Error(`${file} fails at cell ${failure.cell}: ${failure.message}`);
  const verdicts = compareVerdicts(notebookVerdicts(published, file), notebookVerdicts(readNotebook(output), file));
  for (const verdict of verdicts) console.log(`  ${verdictText(verdict)}`);
  return verdicts;
}

const WORDS: Readonly<Record<VerdictComparison['outcome'], string>> = {
  equal: 'equal, bit for bit',
  within: 'statistically equal',
  different: 'DIFFERENT',
  missing: 'GONE',
};

function verdictText({ claim, task, outcome, published, now }: VerdictComparison): string {
  const numbers = outcome === 'equal' ? published : `published ${published}; now ${now ?? 'nothing'}`;
  return `${WORDS[outcome]}: ${claim}${task ? ` (${task})` : ''} ${numbers}`;
}

type Outcomes = readonly { readonly outcome: string; readonly within?: { readonly isWithin: boolean } }[];

function summary(verdicts: Outcomes, runs: Outcomes): string {
  const line = (name: string, all: Outcomes) => {
    const equal = all.filter(({ outcome }) => outcome === 'equal').length;
    const near = all.filter(({ outcome, within }) => outcome === 'within' || within?.isWithin).length;
    return `${name}: ${all.length}, of which ${equal} equal bit for bit, ${near} statistically, ${all.length - equal - near} not.`;
  };
  return [line('Verdicts', verdicts), line('Recorded runs', runs)].join('\n');
}
