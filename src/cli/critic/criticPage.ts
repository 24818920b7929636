/** The page of a report on a critic. */

import { basename } from 'node:path';
import {
  type CriticReport,
  layerRows,
  type ReportOptions,
  reportFigure,
  reportRows,
  type TransitionNumbers,
} from '../../criticReport/index.js';
import { markdownTable, type PagePart } from '../reportPage.js';

/** What was read, and how. */
export interface CriticReading {
  readonly model: string;
  readonly transitions: string;
  readonly numbers: TransitionNumbers;
  readonly options: ReportOptions;
}

/**
 * What a report is of, in a line.
 *
 * @param report from `criticReport`
 * @returns for instance `200 transitions of 9 episodes (8 terminated, 1 truncated), λ = 0.2, γ = 0.97`
 */
export const summary = ({ rows, episodes, lambda, discount }: CriticReport) =>
  `${rows} transitions of ${episodes.count} episodes (${episodes.terminated} terminated, ${episodes.truncated} truncated), λ = ${lambda}, γ = ${discount}`;

/** What was asked for as an argument of a call; nothing where all is left to the files. */
function asText(options: object): string {
  const text = JSON.stringify(options, (_, value) => (value && JSON.stringify(value) === '{}' ? undefined : value));
  return text === undefined || text === '{}' ? '' : `, ${text}`;
}

/**
 * The parts of a report's page.
 *
 * @param report from `criticReport`
 * @param reading files, and what was asked for beside them
 * @returns parts from top to bottom
 */
export function criticPage(report: CriticReport, reading: CriticReading): PagePart[] {
  const { model, transitions, numbers, options } = reading;
  const { inputs, values, reward, notes } = report;
  const fed = Object.entries(inputs).map(([name, role]) => `\`${name}\` with ${role}`);
  const read = `const transitions = await readTransitions('${transitions}'${asText(numbers)});`;
  const source = `reportFigure(await criticReport('${model}', transitions${asText(options)}));`;
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
