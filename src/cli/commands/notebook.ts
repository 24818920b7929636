/** `dawnlab notebook run FILE` executes a notebook without Jupyter and Python; `strip` removes what a run put in. */

import { basename, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { interruptSignal, isJson } from '../../files/index.js';
import { parseNotebookScale, readNotebook, stripNotebook, writeNotebook } from '../../notebook/index.js';
import { executeNotebook } from '../executeNotebook.js';
import { parseSeconds } from '../parseSeconds.js';
import { printResult } from '../printResult.js';

interface RunOptions {
  readonly out?: string;
  readonly scale: string;
  readonly timeout: number;
  readonly set: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `notebook` with its subcommands `run` and `strip`
 */
export function notebookCommand(): Command {
  const run = new Command('run')
    .description('execute a notebook and write it with its outputs')
    .argument('<file>', 'the notebook')
    .option('-o, --out <file>', 'the executed notebook (default: out/<name>)')
    .option('--scale <scale>', 'smoke, quick or full', process.env.DAWNLAB_SCALE || 'quick')
    .option('--timeout <seconds>', 'limit for a single cell', parseSeconds, 1800)
    .option('--set <knob=value>', 'set a knob of the notebook, for instance lambda=0.1; may be repeated', parseKnob, {})
    .option('--json', 'print the result as one JSON object on the last line')
    .action(runFile);
  const strip = new Command('strip')
    .description('remove outputs and numbers, as notebooks are committed')
    .argument('<files...>', 'the notebooks, changed in place')
    .action(stripFiles);
  return new Command('notebook').description('work with notebooks').addCommand(run).addCommand(strip);
}

/** A value that is no JSON is a text: `task=panda-peg`. */
function parseKnob(text: string, set: Readonly<Record<string, string>>): Record<string, string> {
  const [, knob, value] = /^([\w$]+)=(.*)$/s.exec(text) ?? [];
  if (knob === undefined) throw new InvalidArgumentError('It must be a name, =, and a value: lambda=0.1.');
  return { ...set, [knob]: isJson(value) ? value : JSON.stringify(value) };
}

function stripFiles(files: readonly string[]): void {
  for (const file of files) {
    writeNotebook(file, stripNotebook(readNotebook(file)));
    console.log(`${file}: stripped`);
  }
}

async function runFile(file: string, options: RunOptions): Promise<void> {
  const output = options.out ?? join('out', basename(file));
  const scale = parseNotebookScale(options.scale);
  const signal = interruptSignal();
  const run = await executeNotebook(file, output, {
    scale,
    timeoutSeconds: options.timeout,
    knobs: options.set,
    signal,
  });
  if (options.json) printResult({ input: file, output, scale, ...run });
  if (!run.ok) process.exitCode = 1;
}
