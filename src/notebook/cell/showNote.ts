/** Small print under a cell's output. */

import { display } from './display.js';
import { escapeHtml } from './escapeHtml.js';
import type { MimeBundle } from './kernelBridge.js';

/**
 * Shows a line in small grey print, for instance what a cell reused.
 *
 * @param text plain text
 */
export function showNote(text: string): void {
  display(noteBundle(text));
}

/**
 * A line in small grey print.
 *
 * @param text plain text
 * @returns the display bundle
 */
export function noteBundle(text: string): MimeBundle {
  const html = `<div style="font:13px/1.5 system-ui,sans-serif;opacity:.75;margin:.3em 0">${escapeHtml(text)}</div>`;
  return { 'text/html': html, 'text/plain': text };
}
