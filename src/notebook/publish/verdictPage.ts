/** The verdicts of executed notebooks, gathered on one page. */

import { basename } from 'node:path';
import { type ShownVerdict, VERDICT_MIME } from '../cell/verdict.js';
import type { Notebook } from '../document/notebookFile.js';

/** A verdict and the finding that it belongs to. */
export interface FoundVerdict extends ShownVerdict {
  readonly finding: string;
}

/**
 * The verdicts that the cells of a notebook showed.
 *
 * @param notebook the executed notebook
 * @param path its file, whose name is the finding where a verdict names none
 * @returns the verdicts in the order of the cells
 */
export function notebookVerdicts(notebook: Notebook, path: string): FoundVerdict[] {
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.flatMap((output) => {
    const verdict = 'data' in output ? (output.data[VERDICT_MIME] as ShownVerdict | undefined) : undefined;
    return verdict ? [{ ...verdict, finding: verdict.finding ?? basename(path, '.ipynb') }] : [];
  });
}

/**
 * Plain text as it must stand in a cell of a Markdown table.
 *
 * @param text any text
 * @returns one line, with what Markdown would read as its own escaped
 */
export const cellText = (text: string) => text.replace(/[\\`*_$|<>]/g, '\\$&').replace(/\s+/g, ' ');

/** The level at which an interval holds where nothing is said. */
const USUAL_LEVEL = 0.95;

/**
 * The estimate of a verdict with its interval and unit, for a cell of a Markdown table.
 *
 * @param verdict what a notebook showed
 * @returns for instance `0.2 [0.1, 0.3] at 98.33 %: difference in success`
 */
export function estimateText({ estimate, unit, evidence: { level } }: FoundVerdict): string {
  const at = level === USUAL_LEVEL ? '' : ` at ${Number((100 * level).toFixed(2))} %`;
  return cellText(`${estimate}${at}: ${unit}`);
}

/** How many seeds there are, and of an open claim how many would close it. */
const seedsText = ({ seeds, wouldTell }: FoundVerdict) =>
  [seeds ?? [], seeds === undefined || wouldTell === undefined ? [] : `${wouldTell} would tell`].flat().join('; ');

/** What is said of each verdict of a finding: once, as long as it stays the same. */
function saidOnce(of: (verdict: FoundVerdict) => string) {
  return (verdict: FoundVerdict, above: FoundVerdict | undefined): string => {
    const text = of(verdict);
    const isRepeated = text !== '' && above?.finding === verdict.finding && of(above) === text;
    return isRepeated ? 'as above' : cellText(text);
  };
}

const differsText = saidOnce(({ differs = '' }) => differs);
/** What a reader must bear in mind: what else the arms differ in, and what is wrong with runs. */
const mindText = saidOnce(({ confound, marks = [] }) => [...(confound ? [confound] : []), ...marks].join('; '));

/**
 * Verdicts as a Markdown table: finding, task, claim, verdict, estimate with interval, the range that it could have had,
 * seeds, what differs, what to bear in mind.
 *
 * @param verdicts what notebooks showed
 * @param folder where the notebooks lie, for links: empty for beside the page, else ending in a slash
 * @returns the table, one row per verdict
 */
export function verdictTable(verdicts: readonly FoundVerdict[], folder = ''): string {
  const heads = ['finding', 'task', 'claim', 'verdict', 'estimate [95 %]', 'possible', 'seeds'];
  const head = [...heads, 'what differs from the paper', 'bear in mind'];
  const rows = verdicts.map((verdict, i) => {
    const { finding, task = '', claim, range = '' } = verdict;
    const link = `[${finding}](${folder}${finding}.ipynb)`;
    const decided = [cellText(claim), `**${verdict.verdict}**`, estimateText(verdict), range, seedsText(verdict)];
    const above = verdicts[i - 1];
    return [link, task, ...decided, differsText(verdict, above), mindText(verdict, above)];
  });
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** For instance `7 supported, 3 not supported, 2 inconclusive here`. */
function countText(verdicts: readonly FoundVerdict[]): string {
  const words = ['supported', 'not supported', 'inconclusive here', 'undecidable here'] as const;
  const counts = words.map((word) => [verdicts.filter(({ verdict }) => verdict === word).length, word] as const);
  return counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ');
}

const isRecorded = ({ source }: FoundVerdict) => source === 'recorded';

/**
 * How many verdicts on recorded runs there are, of each kind.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @returns one sentence
 */
export function verdictCount(verdicts: readonly FoundVerdict[]): string {
  const recorded = verdicts.filter(isRecorded);
  if (recorded.length === 0) return 'No notebook judges recorded runs yet.';
  const count = `${recorded.length} ${recorded.length === 1 ? 'verdict' : 'verdicts'} on recorded runs`;
  return `${count}: ${countText(recorded)}.`;
}

/**
 * The page of verdicts: those on recorded runs, which do not depend on the scale at which the notebooks were executed.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param folder as in {@link verdictTable}
 * @returns Markdown: how many of each there are, and the table; one sentence where there are none
 */
export function recordedVerdicts(verdicts: readonly FoundVerdict[], folder = ''): string {
  const recorded = verdicts.filter(isRecorded);
  const count = verdictCount(verdicts);
  return recorded.length === 0 ? count : `${count}\n\n${verdictTable(recorded, folder)}`;
}

/**
 * {@link recordedVerdicts} for a page that holds more than them: the table opens on a click.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param folder as in {@link verdictTable}
 * @returns Markdown
 */
export function foldedVerdicts(verdicts: readonly FoundVerdict[], folder = ''): string {
  const recorded = verdicts.filter(isRecorded);
  const count = verdictCount(verdicts);
  if (recorded.length === 0) return count;
  const summary = '<summary>Every claim with its estimate</summary>';
  return `${count}\n\n<details>\n${summary}\n\n${verdictTable(recorded, folder)}\n\n</details>`;
}

/**
 * The verdicts on what was trained while the notebooks ran.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param folder as in {@link verdictTable}
 * @returns Markdown; empty where there are none
 */
export function liveVerdicts(verdicts: readonly FoundVerdict[], folder = ''): string {
  const live = verdicts.filter((verdict) => !isRecorded(verdict));
  return live.length > 0 ? verdictTable(live, folder) : '';
}
