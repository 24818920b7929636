/** Pages as PDF, printed by a Chromium: figures are drawn anew for paper, and what is folded opens. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { SiteFile } from './siteNames.js';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Milliseconds of the page's own clock until it is printed: enough for every figure, and no time of this machine. */
const PAGE_TIME = 20_000;

/**
 * The PDF of a page.
 *
 * @param page for instance `08-dawn.html`
 * @returns for instance `pdf/08-dawn.pdf`
 */
export function pdfFile(page: string): string {
  return `pdf/${page.replace(/\.html$/, '.pdf')}`;
}

function browser(): string {
  const found = [process.env.DAWNLAB_CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'No Chromium found to print pages with. Install your system’s package, or name one in DAWNLAB_CHROMIUM; without ' +
        '--pdf a site needs none.',
    );
  return found;
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
  const program = browser();
  const made = mkdtempSync(join(tmpdir(), 'dawnlab-pdf-'));
  try {
    const files: SiteFile[] = [];
    for (const page of pages) {
      const target = join(made, 'page.pdf');
      await promisify(execFile)(program, [
        ...['--headless', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${join(made, 'profile')}`],
        // In a container one is root, and a sandbox cannot be made; what is opened is our own page.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...[`--virtual-time-budget=${PAGE_TIME}`, `--print-to-pdf=${target}`],
        pathToFileURL(join(folder, page)).href,
      ]);
      files.push({ path: pdfFile(page), contents: readFileSync(target) });
    }
    return files;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
