/** `dawnlab figure`: a figure of recorded runs. */

import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { TimeAxis } from '../../plots/index.js';
import { type RunTable, readRunTable, trainingCost } from '../../runs/index.js';
import { type FigureText, writeFigure } from '../figureFile.js';
import { printResult } from '../printResult.js';
import { RECORDED_FIGURES, runList } from '../recordedFigure.js';

interface FigureOptions {
  readonly finding: string;
  readonly task: string;
  readonly from?: string;
  readonly kind: string;
  readonly axis: TimeAxis;
  readonly statistic: 'mean' | 'iqm';
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `figure`
 */
export function figureCommand(): Command {
  const choice = (flags: string, text: string, choices: readonly string[]) =>
    new Option(flags, text).choices(choices).default(choices[0]);
  return new Command('figure')
    .description('draw recorded runs, with intervals: a page, a picture, or plotly JSON')
    .option('--finding <name>', 'which table', '08-dawn')
    .option('--from <dir>', 'folder of the tables; data/results by default')
    .option('--task <name>', 'task', 'gantry-peg')
    .addOption(choice('--kind <kind>', 'what is drawn', Object.keys(RECORDED_FIGURES)))
    .addOption(choice('--axis <axis>', 'what time counts', ['chunks', 'primitiveSteps', 'updates', 'seconds']))
    .addOption(choice('--statistic <name>', 'mean (Student interval) or iqm (bootstrap)', ['mean', 'iqm']))
    .option('-o, --out <file>', '.html, .png, .svg or .json; out/<finding>.<task>.html by default')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(figure);
}

async function figure(options: FigureOptions): Promise<void> {
  const { finding, task, from, kind } = options;
  const table = readRunTable(finding, task, from);
  const output = resolve(options.out ?? join('out', `${finding}.${task}.html`));
  const title = `${finding} on ${task}`;
  await writeFigure(RECORDED_FIGURES[kind](table, title, options), output, textOf(table, title, options));
  for (const line of runList(table)) console.log(line);
  console.log(output);
  if (options.json) printResult({ finding, task, kind, output, runs: table.runs.length });
}

const SOURCES: Readonly<Record<string, (options: FigureOptions) => string>> = {
  curves: ({ axis, statistic }) =>
    `learningCurves(armRows(table, namedArms(table)), { axis: '${axis}', statistic: '${statistic}', base: baseOfTable(table) })`,
  explore: ({ statistic }) =>
    `exploreCurves(armRows(table, namedArms(table)), { knob: 'arm', statistic: '${statistic}' })`,
  seeds: ({ statistic }) => `seedDots(finalRows, { statistic: '${statistic}', base: baseOfTable(table) })`,
  aggregates: () => 'aggregatePlot(finalRows)',
  improvement: () => 'improvementPlot(finalRows)',
  threshold: ({ axis }) => `stepsToThresholdPlot(armRows(table, namedArms(table)), { axis: '${axis}' })`,
};

function textOf({ provenance, runs }: RunTable, title: string, options: FigureOptions): FigureText {
  const { finding, task, from, kind } = options;
  const { command, commit, hardware, recordedAt, versions } = provenance;
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return {
    title,
    source: `const table = readRunTable('${finding}', '${task}'${from ? `, '${from}'` : ''});\n${SOURCES[kind](options)};`,
    notes: [
      `Recorded by \`${command}\` at commit ${commit}, ${recordedAt}, on ${hardware}; ${software.join(', ')}.`,
      ...(kind === 'explore' ? [trainingCost({ task, runs, provenance })] : []),
      ...runList({ runs }).map((line) => `- ${line}`),
    ].join('\n\n'),
  };
}
