/** `dawnlab critic`: the diagnostics of a critic from elsewhere. */

import { basename, extname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type CriticReport,
  criticReport,
  FEED_ROLES,
  type Heads,
  layerRows,
  readTransitions,
  reportFigure,
  reportRows,
} from '../../criticReport/index.js';
import { showTable } from '../../notebook/index.js';
import { printResult } from '../printResult.js';
import { markdownTable, type PagePart, writeReportPage } from '../reportPage.js';

interface CriticCommandOptions {
  readonly model: string;
  readonly transitions: string;
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
    .requiredOption('--model <file>', 'the critic as ONNX, from observations and actions to values')
    .requiredOption(
      '--transitions <file>',
      'rows of obs, base_action, residual, reward, terminated, truncated: .npz or .parquet',
    )
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

async function critic(options: CriticCommandOptions): Promise<void> {
  const { model, transitions: file, lambda, discount, rewardLow: low, rewardHigh: high } = options;
  const { input: inputs, q, layers, heads, json } = options;
  const page = resolve(options.out ?? join('out', `${basename(model, extname(model))}.html`));
  if (extname(page) !== '.html') throw new Error(`'${page}' must end in .html.`);
  const transitions = await readTransitions(file, { lambda, discount, reward: { low, high } });
  const report = await criticReport(model, transitions, { inputs, q, layers, heads });
  showTable(reportRows(report), { title: summary(report), limit: 20 });
  if (report.layers.length > 0) showTable(layerRows(report), { title: 'Hidden layers', limit: 40 });
  for (const note of report.notes) console.log(note);
  await writeReportPage(page, pageParts(report, options));
  console.log(page);
  if (json) printResult({ model, transitions: file, page, ...report });
}

const summary = ({ rows, episodes, lambda, discount }: CriticReport) =>
  `${rows} transitions of ${episodes.count} episodes (${episodes.terminated} terminated, ${episodes.truncated} truncated), λ = ${lambda}, γ = ${discount}`;

/** What was asked for as an argument of a call; nothing where all is left to the files. */
function asText(options: object): string {
  const text = JSON.stringify(options, (_, value) => (value && JSON.stringify(value) === '{}' ? undefined : value));
  return text === undefined || text === '{}' ? '' : `, ${text}`;
}

function pageParts(report: CriticReport, options: CriticCommandOptions): PagePart[] {
  const {
    model,
    transitions,
    input,
    q,
    layers: named,
    heads,
    lambda,
    discount,
    rewardLow: low,
    rewardHigh: high,
  } = options;
  const { inputs, values, reward, notes } = report;
  const fed = Object.entries(inputs).map(([name, role]) => `\`${name}\` with ${role}`);
  const source = `reportFigure(await criticReport('${model}', transitions${asText({ inputs: input, q, layers: named, heads })}));`;
  const numbers = asText({ lambda, discount, reward: { low, high } });
  const read = `const transitions = await readTransitions('${transitions}'${numbers});`;
  const layers = report.layers.length > 0 ? [`## Hidden layers\n\n${markdownTable(layerRows(report))}`] : [];
  return [
    `# ${basename(model)} on ${basename(transitions)}`,
    `${summary(report)}; rewards in [${reward.low}, ${reward.high}]. The model was fed ${fed.join(', ')}; its values are ${values.map((name) => `\`${name}\``).join(', ')}.`,
    `## What it knows, sees and tells apart\n\n${markdownTable(reportRows(report))}`,
    { figure: reportFigure(report), source: `${read}\n${source}` },
    ...layers,
    `## How this was made\n\n${notes.map((note) => `- ${note}`).join('\n')}`,
  ];
}
