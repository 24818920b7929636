/** `dawnlab critic`: the diagnostics of a critic from elsewhere. */

import { basename, dirname, extname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  criticReport,
  FEED_ROLES,
  type Heads,
  layerRows,
  readTransitions,
  reportRows,
} from '../../criticReport/index.js';
import { showTable } from '../../notebook/index.js';
import { criticPage, summary } from '../critic/criticPage.js';
import type { ExportedCritic } from '../critic/exportRun.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';
import { writeReportPage } from '../reportPage.js';

interface CriticCommandOptions {
  readonly model?: string;
  readonly transitions?: string;
  readonly run?: string;
  readonly episodes: number;
  readonly policy: 'agent' | 'base';
  readonly lambda?: number;
  readonly discount?: number;
  readonly rewardLow?: number;
  readonly rewardHigh?: number;
  readonly input?: Readonly<Record<string, string>>;
  readonly q?: readonly string[];
  readonly layers?: readonly string[];
  readonly heads: Heads;
  readonly out?: string;
  readonly json?: boolean;
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError(`'${text}' is no number.`);
  return value;
}

const parseNames = (text: string) => text.split(',');

function parseInput(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name, role = ''] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (name && FEED_ROLES.some((known) => known === role)) return { ...before, [name]: role };
  throw new InvalidArgumentError(`'${text}' is no NAME=ROLE; a role is ${FEED_ROLES.join(', ')}.`);
}

const EXAMPLES = `
Examples:
  dawnlab critic --model critic.onnx --transitions data.npz
  dawnlab critic --run out/gantry-peg/dawn-seed1
  dawnlab critic --model critic.onnx --transitions data.parquet --lambda 0.1 --discount 0.97 --reward-low -1 --reward-high 0
  dawnlab critic --model critic.onnx --transitions data.npz --input x=obs --input a=action --q q1,q2 --json

What the columns of the transitions are, and how to export a critic from PyTorch: docs/critic-report.md`;

/**
 * The command.
 *
 * @returns `critic`
 */
export function criticCommand(): Command {
  return new Command('critic')
    .description(
      'diagnose a critic from elsewhere (PyTorch, JAX): grounding, sensitivity, discrimination, dormancy, rank',
    )
    .option('--model <file>', 'the critic as ONNX, from observations and actions to values')
    .option(
      '--transitions <file>',
      'rows of obs, base_action, residual, reward, terminated, truncated: .npz or .parquet',
    )
    .option('--run <dir>', 'instead of both: a run of this library, exported beside the page')
    .option('--episodes <count>', 'with --run: episodes of the evaluation that are exported', parseCount, 50)
    .addOption(new Option('--policy <whose>', 'with --run: whose episodes').choices(['agent', 'base']).default('agent'))
    .option('--lambda <number>', "bound λ of the residual; the file's own by default", parseNumber)
    .option('--discount <number>', "γ of a row; the file's own by default", parseNumber)
    .option('--reward-low <number>', 'least reward of a row', parseNumber)
    .option('--reward-high <number>', 'greatest reward of a row', parseNumber)
    .option(
      '--input <name=role>',
      `what an input of the model is: ${FEED_ROLES.join(', ')}; repeat it for each`,
      parseInput,
    )
    .option('--q <names>', 'outputs that are values, one for each head; all by default', parseNames)
    .option(
      '--layers <names>',
      'tensors that are the hidden layers, first to last; found in the graph by default',
      parseNames,
    )
    .addOption(new Option('--heads <how>', 'how several values become one').choices(['min', 'mean']).default('min'))
    .option('-o, --out <file>', 'the page; out/<model>.html by default')
    .option('--json', 'print the report as one JSON object on the last line')
    .addHelpText('after', EXAMPLES)
    .action(critic);
}

/** The two files: as they were given, or exported from a run into the folder of the page. */
async function filesOf({
  model,
  transitions,
  run,
  episodes,
  policy,
  out,
}: CriticCommandOptions): Promise<ExportedCritic> {
  if (run === undefined) {
    if (model !== undefined && transitions !== undefined) return { model, transitions };
    throw new Error('A report needs --model and --transitions, or --run with the directory of a run.');
  }
  if (model !== undefined || transitions !== undefined)
    throw new Error('--run stands instead of --model and --transitions.');
  const { exportRun } = await import('../critic/exportRun.js');
  const folder = out ? dirname(out) : join('out', 'critic', basename(resolve(run)));
  return exportRun(run, folder, { episodes, policy });
}

async function critic(options: CriticCommandOptions): Promise<void> {
  const { lambda, discount, rewardLow: low, rewardHigh: high } = options;
  const { input: inputs, q, layers, heads, out, json } = options;
  if (out && extname(out) !== '.html') throw new Error(`'${out}' must end in .html.`);
  const { model, transitions } = await filesOf(options);
  const beside = options.run ? model.replace(/onnx$/, 'html') : join('out', `${basename(model, extname(model))}.html`);
  const page = resolve(out ?? beside);
  const numbers = { lambda, discount, reward: { low, high } };
  const asked = { inputs, q, layers, ...(heads !== 'min' && { heads }) };
  const report = await criticReport(model, await readTransitions(transitions, numbers), asked);
  showTable(reportRows(report), { title: summary(report), limit: 20 });
  if (report.layers.length > 0) showTable(layerRows(report), { title: 'Hidden layers', limit: 40 });
  for (const note of report.notes) console.log(note);
  await writeReportPage(page, criticPage(report, { model, transitions, numbers, options: asked }));
  console.log(page);
  if (json) printResult({ model, transitions, page, ...report });
}
