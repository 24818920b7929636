/** Small print under a cell's output. */

import { showHtml } from './display.js';
import { escapeHtml } from './escapeHtml.js';

/**
 * Shows a line in small grey print, for instance what a cell reused.
 *
 * @param text plain text
 */
export function showNote(text: string): void {
  showHtml(`<div style="font:13px/1.5 system-ui,sans-serif;opacity:.75;margin:.3em 0">${escapeHtml(text)}</div>`, text);
}
