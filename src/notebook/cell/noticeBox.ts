/** The coloured box that verdicts and exercises are shown in. */

import { escapeHtml } from './escapeHtml.js';

/** Colours of a box: good, not (yet) good, undecided. */
export type NoticeTone = 'good' | 'bad' | 'open';

const COLORS: Readonly<Record<NoticeTone, string>> = { good: '#2e8b57', bad: '#b03a2e', open: '#b8860b' };

/**
 * A box with a coloured edge.
 *
 * @param tone its colour
 * @param heading one line, in bold
 * @param lines the text below, one paragraph each, plain text
 * @returns HTML
 */
export function noticeBox(tone: NoticeTone, heading: string, lines: readonly string[]): string {
  const color = COLORS[tone];
  const body = lines.map((line) => `<div>${escapeHtml(line)}</div>`).join('');
  return (
    `<div class="dawnlab-notice" style="border-left:5px solid ${color};background:${color}18;padding:.6em 1em;margin:.4em 0;` +
    `max-width:52em;font:14px/1.5 system-ui,sans-serif"><div style="font-weight:600;color:${color}">${escapeHtml(heading)}</div>${body}</div>`
  );
}
