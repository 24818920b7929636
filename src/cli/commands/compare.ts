/** `dawnlab compare`: two runs, or two arms of recorded runs, held against each other. */

import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { showComparison } from '../../notebook/index.js';
import {
  compareSides,
  comparisonFigures,
  comparisonNotes,
  comparisonRows,
  type RunAxis,
  readSide,
  SIDE_NOTATION,
  type SideComparison,
} from '../../runs/index.js';
import { printResult } from '../printResult.js';
import { markdownTable, type PagePart, writeReportPage } from '../reportPage.js';

interface CompareCommandOptions {
  readonly axis: RunAxis;
  readonly from?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  dawnlab compare 08-dawn.gantry-peg:vanilla 08-dawn.gantry-peg:dawn
  dawnlab compare out/gantry-peg/dawn-seed1 out/gantry-peg/mine-seed1 --out compare.html
  dawnlab compare out/without out/with --axis updates --json`;

/**
 * The command.
 *
 * @returns `compare`
 */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'what differs between two runs or arms: settings, curves, scores with an interval, fixed and broken episodes',
    )
    .argument('<a>', `what B is held against: ${SIDE_NOTATION}`)
    .argument('<b>', 'the side that is asked about, written alike')
    .addOption(
      new Option('--axis <axis>', 'what time counts')
        .choices(['chunks', 'primitiveSteps', 'updates'])
        .default('chunks'),
    )
    .option('--from <dir>', 'folder of the tables; data/results by default')
    .option('-o, --out <file>', 'also write a page that needs nothing from outside, .html')
    .option('--json', 'print the result as one JSON object on the last line')
    .addHelpText('after', EXAMPLES)
    .action(compare);
}

async function compare(a: string, b: string, { axis, from, out, json }: CompareCommandOptions): Promise<void> {
  if (out && !out.endsWith('.html')) throw new Error(`'${out}' must end in .html.`);
  const comparison = compareSides(readSide(a, from), readSide(b, from), { axis });
  await showComparison(comparison);
  if (out) {
    const call = `compareSides(readSide('${a}'), readSide('${b}'), { axis: '${axis}' })`;
    await writeReportPage(resolve(out), pageParts(comparison, `const comparison = ${call};`));
    console.log(resolve(out));
  }
  if (json) printResult(comparisonResult(comparison));
}

const count = ({ runs: { length } }: SideComparison['a']) => `${length} ${length === 1 ? 'run' : 'runs'}`;

function pageParts(comparison: SideComparison, made: string): PagePart[] {
  const { a, b, scores } = comparison;
  const { settings, scores: scoreRows, episodes } = comparisonRows(comparison);
  const [curves, intervals] = comparisonFigures(comparison);
  return [
    `# ${b.label} against ${a.label}`,
    `On ${a.runs[0].start.task}. A is \`${a.label}\`, ${count(a)}; B is \`${b.label}\`, ${count(b)}.`,
    `## What differs\n\n${markdownTable(settings) || 'Nothing that was noted, but the seeds.'}`,
    '## How they learn',
    { figure: curves, source: `${made}\ncomparisonFigures(comparison)[0];` },
    `## Scores\n\n${markdownTable(scoreRows)}`,
    ...(scores.some(({ interval }) => !Number.isNaN(interval.low))
      ? [{ figure: intervals, source: 'comparisonFigures(comparison)[1];' }]
      : []),
    ...(episodes.length > 0 ? [`## Held-out episodes\n\n${markdownTable(episodes)}`] : []),
    `## How this was made\n\n${comparisonNotes(comparison)
      .map((note) => `- ${note}`)
      .join('\n')}`,
  ];
}

/** The comparison for programs: numbers and settings, without the runs themselves. */
function comparisonResult({ a, b, notes, ...rest }: SideComparison) {
  const side = ({ label, runs }: SideComparison['a']) => ({ label, seeds: runs.map(({ seed }) => seed) });
  return { a: side(a), b: side(b), ...rest, notes };
}
