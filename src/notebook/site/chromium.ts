/** A Chromium of this machine, without a window: it prints pages and draws figures. */

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Milliseconds of a page's own clock until it counts as finished: enough for every figure, and no time of this machine. */
const PAGE_TIME = 20_000;

/** Bytes that a page may be long when it is written out. */
const MOST_BYTES = 2 ** 30;

/**
 * The browser that is used.
 *
 * @returns path of its program; undefined where none is found
 */
export function chromiumPath(): string | undefined {
  return [process.env.DAWNLAB_CHROMIUM, ...BROWSERS].find((path) => path && existsSync(path));
}

/**
 * Opens a page and does one thing with it, once it has finished.
 *
 * @param program from {@link chromiumPath}
 * @param page path of an HTML file
 * @param task switch of Chromium: `--dump-dom`, `--print-to-pdf=…`
 * @returns what Chromium printed
 * @throws Error where it fails, with what it said
 */
export async function openInChromium(program: string, page: string, task: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'dawnlab-chromium-'));
  const switches = [
    ...['--headless', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${profile}`],
    // In a container one is root, and a sandbox cannot be made; what is opened is our own page.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...[`--virtual-time-budget=${PAGE_TIME}`, task],
  ];
  try {
    const run = promisify(execFile)(program, [...switches, pathToFileURL(page).href], { maxBuffer: MOST_BYTES });
    return (await run).stdout;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
