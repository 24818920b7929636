/** The verdicts of executed notebooks, gathered on one page. */

import { basename } from 'node:path';
import type { Notebook } from './notebookFile.js';
import { type ShownVerdict, VERDICT_MIME } from './verdict.js';

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

/** Plain text as it must stand in a cell of a Markdown table. */
const cellText = (text: string) => text.replace(/[\\`*_$|<>]/g, '\\$&').replace(/\s+/g, ' ');

/** The level at which an interval holds where nothing is said. */
const USUAL_LEVEL = 0.95;

function estimateText({ estimate, unit, evidence: { level } }: FoundVerdict): string {
  const at = level === USUAL_LEVEL ? '' : ` at ${Number((100 * level).toFixed(2))} %`;
  return cellText(`${estimate}${at}: ${unit}`);
}

/** What differs, once for a finding as long as it stays the same. */
function differsText({ finding, differs = '' }: FoundVerdict, above: FoundVerdict | undefined): string {
  const isRepeated = differs !== '' && above?.finding === finding && above.differs === differs;
  return isRepeated ? 'as above' : cellText(differs);
}

/**
 * Verdicts as a Markdown table: finding, task, claim, verdict, estimate with interval, seeds, what differs.
 *
 * @param verdicts what notebooks showed
 * @param folder where the notebooks lie, for links: empty for beside the page, else ending in a slash
 * @returns the table, one row per verdict
 */
export function verdictTable(verdicts: readonly FoundVerdict[], folder = ''): string {
  const head = ['finding', 'task', 'claim', 'verdict', 'estimate [95 %]', 'seeds', 'what differs from the paper'];
  const rows = verdicts.map((verdict, i) => {
    const { finding, task = '', claim, seeds = '' } = verdict;
    const link = `[${finding}](${folder}${finding}.ipynb)`;
    const word = `**${verdict.verdict}**`;
    return [
      link,
      task,
      cellText(claim),
      word,
      estimateText(verdict),
      `${seeds}`,
      differsText(verdict, verdicts[i - 1]),
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** For instance `7 supported, 3 not supported, 2 inconclusive here`. */
function countText(verdicts: readonly FoundVerdict[]): string {
  const words = ['supported', 'not supported', 'inconclusive here'] as const;
  const counts = words.map((word) => [verdicts.filter(({ verdict }) => verdict === word).length, word] as const);
  return counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ');
}

/**
 * The page of verdicts: those on recorded runs, which do not depend on the scale at which the notebooks were executed.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param folder as in {@link verdictTable}
 * @returns Markdown: how many of each there are, and the table, which opens on a click; one sentence where there are none
 */
export function recordedVerdicts(verdicts: readonly FoundVerdict[], folder = ''): string {
  const recorded = verdicts.filter(({ source }) => source === 'recorded');
  if (recorded.length === 0) return 'No notebook judges recorded runs yet.';
  const count = `${recorded.length} ${recorded.length === 1 ? 'verdict' : 'verdicts'} on recorded runs`;
  const summary = '<summary>Every claim with its estimate</summary>';
  const table = verdictTable(recorded, folder);
  return `${count}: ${countText(recorded)}.\n\n<details>\n${summary}\n\n${table}\n\n</details>`;
}

/**
 * The verdicts on what was trained while the notebooks ran.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param folder as in {@link verdictTable}
 * @returns Markdown; empty where there are none
 */
export function liveVerdicts(verdicts: readonly FoundVerdict[], folder = ''): string {
  const live = verdicts.filter(({ source }) => source !== 'recorded');
  return live.length > 0 ? verdictTable(live, folder) : '';
}
