/** What holds here and what does not, a line a finding. */

import { cellText, type FoundVerdict } from './verdictPage.js';

/**
 * Verdicts on recorded runs, counted by finding, one line each.
 *
 * @param verdicts what notebooks showed, others are passed over
 * @param titles of the notebooks, by finding; its name where there is none
 * @param folder where the notebooks lie, for links: empty for beside the page, else ending in a slash
 * @returns a Markdown table: what holds here, what does not, what is open
 */
export function verdictLines(
  verdicts: readonly FoundVerdict[],
  titles: Readonly<Record<string, string>>,
  folder = '',
): string {
  const recorded = verdicts.filter(({ source }) => source === 'recorded');
  const head = ['finding', 'holds', 'does not', 'open', 'claims'];
  const lines = [...new Set(recorded.map(({ finding }) => finding))].map((finding) => {
    const own = recorded.filter((verdict) => verdict.finding === finding);
    const counts = [['supported'], ['not supported'], ['inconclusive here', 'undecidable here']].map(
      (words) => own.filter(({ verdict }) => words.includes(verdict)).length,
    );
    return [`[${cellText(titles[finding] ?? finding)}](${folder}${finding}.ipynb)`, ...counts, own.length];
  });
  return [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
