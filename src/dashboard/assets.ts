/** The files that the page is made of: libraries of the package's own, and its script. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { browserScript } from '../files/index.js';
import { DASHBOARD_PAGE, DASHBOARD_STYLE } from './page.js';

const require = createRequire(import.meta.url);

/** A file as it is served. */
export interface Asset {
  readonly type: string;
  readonly text: string;
}

const SCRIPT = fileURLToPath(new URL('browser/dashboard', import.meta.url));
const library = (name: string) => readFileSync(require.resolve(name), 'utf8');

/**
 * What the page is made of.
 *
 * @returns files by path
 */
export function dashboardAssets(): ReadonlyMap<string, Asset> {
  const script = 'text/javascript; charset=utf-8';
  const style = 'text/css; charset=utf-8';
  return new Map<string, Asset>([
    ['/', { type: 'text/html; charset=utf-8', text: DASHBOARD_PAGE }],
    ['/dashboard.css', { type: style, text: DASHBOARD_STYLE }],
    ['/dashboard.js', { type: script, text: browserScript(SCRIPT) }],
    ['/plotly.js', { type: script, text: library('plotly.js-cartesian-dist-min') }],
    ['/tabulator.css', { type: style, text: library('tabulator-tables/dist/css/tabulator_simple.min.css') }],
  ]);
}
