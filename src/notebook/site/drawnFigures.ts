/** Figures as SVG files, drawn by plotly in a Chromium: the only place where their text can be measured. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, figureForWidth, figureHeight, figureOnPaper } from '../../plots/index.js';
import { scriptJson } from '../cell/escapeHtml.js';
import { plotlySource } from '../cell/plotlyLoader.js';
import { pageScript } from '../publish/pageScript.js';
import { openInChromium } from './chromium.js';

/** Width of a drawing in CSS pixels: that of a figure on a wide page. */
const WIDTH = 880;

/** A figure as it stands on a wide page, without what only a page can answer. */
function still(figure: Figure): { data: Figure['data']; layout: object } {
  const { data, layout } = figureForWidth(figureOnPaper(figure), WIDTH);
  return { data, layout: { ...layout, width: WIDTH, height: figureHeight(layout), autosize: false } };
}

/**
 * Draws figures.
 *
 * @param figures what to draw, none is allowed
 * @param program a Chromium, from `chromiumPath`
 * @returns SVG of each, in their order
 * @throws Error where the Chromium fails or does not come to an end
 */
export async function drawnFigures(figures: readonly Figure[], program: string): Promise<string[]> {
  if (figures.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-figures-'));
  const page = join(folder, 'page.html');
  const data = `<script type="application/json" id="figures">${scriptJson(figures.map(still))}</script>`;
  const scripts = [plotlySource(), pageScript('drawings')].map((text) => `<script>${text}</script>`).join('\n');
  try {
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><pre id="drawn"></pre>${data}\n${scripts}\n`);
    const [, drawn] = /<pre id="drawn">([^<]*)<\/pre>/.exec(await openInChromium(program, page, '--dump-dom')) ?? [];
    if (!drawn) throw new Error(`${program} did not draw the figures. --no-svg publishes without pictures of them.`);
    return drawn.split(' ').map(decodeURIComponent);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
