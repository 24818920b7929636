/** Pages as PDF, printed by a Chromium: figures are drawn anew for paper, and what is folded opens. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath, openInChromium } from './chromium.js';
import type { SiteFile } from './siteNames.js';

/**
 * The PDF of a page.
 *
 * @param page for instance `08-dawn.html`
 * @returns for instance `pdf/08-dawn.pdf`
 */
export function pdfFile(page: string): string {
  return `pdf/${page.replace(/\.html$/, '.pdf')}`;
}

/**
 * Prints pages.
 *
 * @param folder of the site, written
 * @param pages files in it
 * @returns a PDF a page
 * @throws Error when there is no Chromium, with what to do
 */
export async function printPages(folder: string, pages: readonly string[]): Promise<SiteFile[]> {
  const program = chromiumPath();
  if (!program)
    throw new Error(
      'No Chromium found to print pages with. Install your system’s package, or name one in DAWNLAB_CHROMIUM; without ' +
        '--pdf a site needs none.',
    );
  const made = mkdtempSync(join(tmpdir(), 'dawnlab-pdf-'));
  try {
    const files: SiteFile[] = [];
    for (const page of pages) {
      const target = join(made, 'page.pdf');
      await openInChromium(program, join(folder, page), `--print-to-pdf=${target}`);
      files.push({ path: pdfFile(page), contents: readFileSync(target) });
    }
    return files;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
