/** `dawnlab verdicts`: the verdicts of all notebooks on recorded runs, on one page. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { DamagedFileError } from '../../files/index.js';
import {
  type FoundVerdict,
  liveVerdicts,
  notebookVerdicts,
  readNotebook,
  readWithdrawn,
  recordedVerdicts,
  verdictCount,
  verdictLines,
  withdrawnTable,
} from '../../notebook/index.js';
import { type ExecutionOptions, executedAsAsked, withExecutionOptions } from '../executionOptions.js';
import { hasMarkedSection, writeMarkedSection } from '../markedSection.js';
import { printResult } from '../printResult.js';
import { reportDamaged } from '../reportDamaged.js';

const FOLDER = 'notebooks';
const WITHDRAWN = 'data/withdrawn.json';

interface VerdictsOptions extends ExecutionOptions {
  readonly out: string;
  readonly write: readonly string[];
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `verdicts`
 */
export function verdictsCommand(): Command {
  const command = new Command('verdicts')
    .description('execute notebooks and gather their verdicts on recorded runs, which no scale changes')
    .argument('[files...]', `notebooks (default: all in ${FOLDER})`)
    .option('--out <dir>', 'where executed notebooks are written', join('out', 'verdicts'))
    .option(
      '--write <file>',
      'fill the sections <!-- verdicts -->, <!-- verdict lines -->, <!-- verdict count --> and <!-- withdrawn verdicts --> of a Markdown file that has them; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    )
    .option('--json', 'print the result as one JSON object on the last line')
    .action(verdicts);
  return withExecutionOptions(command, 'smoke', 'gather from the notebooks that were executed into --out before');
}

async function verdicts(files: string[], options: VerdictsOptions): Promise<void> {
  const { out, write, json } = options;
  const inputs = files.length > 0 ? files : allNotebooks();
  const before = (all: readonly string[]) => executedBefore(all, out);
  const { executed, failures } = await executedAsAsked(inputs, options, out, before);
  if (failures.length > 0)
    throw new Error(`No page is written, for its rows would be missing: ${failures.join('; ')}.`);
  const { found, damaged } = gather(executed);
  console.log(recordedVerdicts(found, `${FOLDER}/`));
  const live = liveVerdicts(found, `${FOLDER}/`);
  if (live) console.log(`\nNot on the page, because they judge what was trained just now:\n\n${live}`);
  reportDamaged(damaged, 'the verdicts');
  const written = damaged.length > 0 ? [] : write;
  if (written.length < write.length) console.error('No page is written, for rows would be missing.');
  for (const file of written) writeSections(file, found);
  if (json) printResult({ verdicts: found.filter(({ source }) => source === 'recorded'), written });
}

/** The verdicts of executed notebooks; one that is damaged hides no other. */
function gather(executed: readonly string[]): { found: FoundVerdict[]; damaged: DamagedFileError[] } {
  const found: FoundVerdict[] = [];
  const damaged: DamagedFileError[] = [];
  for (const file of executed) {
    try {
      found.push(...notebookVerdicts(readNotebook(file), file));
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      damaged.push(error);
    }
  }
  return { found, damaged };
}

/** Fills those sections that a page has; links lead from where it lies. */
function writeSections(file: string, found: readonly FoundVerdict[]): void {
  const folder = `${relative(dirname(file), FOLDER).split(sep).join('/')}/`;
  const sections = {
    verdicts: () => recordedVerdicts(found, folder),
    'withdrawn verdicts': () => withdrawnTable(readWithdrawn(WITHDRAWN), found),
    'verdict count': () => verdictCount(found),
    'verdict lines': () => verdictLines(found, titlesOf(found), folder),
  };
  const own = Object.entries(sections).filter(([name]) => hasMarkedSection(file, name));
  for (const [name, text] of own.length > 0 ? own : Object.entries(sections).slice(0, 1))
    writeMarkedSection(file, name, text());
}

/** What the notebooks call themselves, by finding. */
function titlesOf(found: readonly FoundVerdict[]): Record<string, string> {
  const named = [...new Set(found.map(({ finding }) => finding))].flatMap((finding) => {
    const file = join(FOLDER, `${finding}.ipynb`);
    const text = existsSync(file)
      ? readNotebook(file)
          .cells.flatMap(({ source }) => source)
          .join('')
      : '';
    const [, title] = /^# +(.+)$/m.exec(text) ?? [];
    return title ? [[finding, title] as const] : [];
  });
  return Object.fromEntries(named);
}

function allNotebooks(): string[] {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.ipynb')) : [];
  if (files.length === 0) throw new Error(`No notebook found. Name one, or run this in the repository (${FOLDER}).`);
  return files.sort().map((file) => join(FOLDER, file));
}

function executedBefore(inputs: readonly string[], out: string): string[] {
  const files = inputs.map((input) => join(out, basename(input)));
  const missing = files.find((file) => !existsSync(file));
  if (missing) throw new Error(`There is no ${missing}. Execute it: dawnlab verdicts ${FOLDER}/${basename(missing)}`);
  return files;
}
