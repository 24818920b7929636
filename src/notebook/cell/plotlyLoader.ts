/** How a page gets plotly.js: from the notebook server, or written into the page once. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { browserScript } from '../../files/index.js';
import { scriptSource } from './escapeHtml.js';
import type { MimeBundle } from './kernelBridge.js';

const require = createRequire(import.meta.url);

/** MIME type that marks the output which holds plotly.js, so that the exporter can leave it out. */
export const PLOTLY_SCRIPT_MIME = 'application/vnd.dawnlab.plotly-script+json';

/**
 * How plotly.js behaves where a client draws figures by itself, as VS Code does: nothing leads to a third party, and the button
 * for pictures makes SVG. Left to itself plotly offers an upload to its maker's cloud ("Share chart…").
 */
export const PLOTLY_CONFIG = {
  responsive: true,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  toImageButtonOptions: { format: 'svg' },
} as const;

/** A plotly.js bundle among the dependencies; the cartesian one has curves, bars, heat maps and histograms. */
export type PlotlyBundle = 'plotly.js-cartesian-dist-min' | 'plotly.js-dist';

/**
 * The source of plotly.js for a script element.
 *
 * The wrapper hides `define` and `module`: on a page with RequireJS the source would otherwise define a module and no
 * `window.Plotly`.
 *
 * @param bundle which bundle
 * @returns JavaScript that sets `window.Plotly`, safe inside a script element
 */
export function plotlySource(bundle: PlotlyBundle = 'plotly.js-cartesian-dist-min'): string {
  const source = scriptSource(readFileSync(require.resolve(bundle), 'utf8'));
  return `if(!window.Plotly){(function(){var define,module,exports;${source}\n}).call(window)}`;
}

/**
 * The bundle that writes plotly.js into a notebook page.
 *
 * @param bundle which plotly.js
 * @returns a display bundle, 1.5 MB (cartesian) or 10 MB (whole)
 */
export function plotlyScriptOutput(bundle: PlotlyBundle = 'plotly.js-cartesian-dist-min'): MimeBundle {
  return {
    [PLOTLY_SCRIPT_MIME]: { bundle },
    'text/html': `<script>${plotlySource(bundle)}</script>`,
    'text/plain': '[plotly.js]',
  };
}

/**
 * Whether figures must bring plotly.js along: not where the server offers it (`DAWNLAB_PLOTLY=server`, set by
 * `npm start`) and not in headless runs (`none`: the published page embeds it once).
 *
 * @returns true when the first figure has to write plotly.js into the page
 */
export function pageNeedsPlotly(): boolean {
  return !['server', 'none'].includes(process.env.DAWNLAB_PLOTLY ?? '');
}

let drawing: string | undefined;

/**
 * The script that defines `dawnlabDraw(slotId, key, figure)`; it is made once a process.
 *
 * A plot with a key lives on across updates of its output.
 *
 * @returns JavaScript, safe inside a script element
 */
export function drawScript(): string {
  drawing ??= scriptSource(browserScript(fileURLToPath(new URL('../browser/cell', import.meta.url))));
  return drawing;
}
