/** The coloured box that verdicts and exercises are shown in. */

import { escapeHtml } from './escapeHtml.js';

/** Colours of a box: good, not (yet) good, undecided. */
export type NoticeTone = 'good' | 'bad' | 'open';

/** Dark enough to be read on the box, and on white; a page that is dark sets its own. */
const COLORS: Readonly<Record<NoticeTone, string>> = { good: '#1f6b42', bad: '#a33226', open: '#7a5a00' };

/**
 * A box with a coloured edge.
 *
 * @param tone its colour
 * @param heading one line, in bold
 * @param lines the text below, one paragraph each, plain text
 * @param more HTML below the text
 * @returns HTML
 */
export function noticeBox(tone: NoticeTone, heading: string, lines: readonly string[], more = ''): string {
  const color = COLORS[tone];
  const text = `var(--dawnlab-${tone},${color})`;
  const body = lines.map((line) => `<div>${escapeHtml(line)}</div>`).join('');
  return (
    `<div class="dawnlab-notice" style="border-left:5px solid ${color};background:${color}18;padding:.6em 1em;margin:.4em 0;` +
    `max-width:52em;font:14px/1.5 system-ui,sans-serif"><div style="font-weight:600;color:${text}">${escapeHtml(heading)}</div>${body}${more}</div>`
  );
}
