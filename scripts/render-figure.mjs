/**
 * Renders a figure of src/plots to a picture, with plotly in a headless Chromium.
 *
 *   node scripts/render-figure.mjs FIGURE.json OUT.svg|OUT.png [WIDTH [HEIGHT]]
 *
 * Chromium is the one that playwright-core finds or downloads (`npx playwright-core install chromium`), or an installed
 * one; DAWNLAB_CHROMIUM names another.
 */

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const FORMATS = ['.svg', '.png'];
const PLOTLY = createRequire(import.meta.url).resolve('plotly.js-cartesian-dist-min');
const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);

/**
 * The browser to start.
 *
 * @returns {string} path of its executable
 * @throws when there is none, with what to do
 */
export function browserPath() {
  const candidates = [process.env.DAWNLAB_CHROMIUM, chromium.executablePath(), ...INSTALLED];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'render-figure: no Chromium found. Install one (`npx playwright-core install chromium`, or your system’s ' +
        'package), or name it in DAWNLAB_CHROMIUM.',
    );
  return found;
}

/**
 * Renders one figure to a file.
 *
 * @param {{data: object[], layout: object}} figure a plotly specification
 * @param {string} file where to; `.svg` or `.png` decides the format
 * @param {{width?: number, height?: number}} [size] pixels; height defaults to the figure's own
 * @returns {Promise<string[]>} what plotly finds wrong with the specification; empty when nothing is
 */
export async function renderFigure(figure, file, size = {}) {
  const [faults] = await renderFigures([{ figure, file, ...size }]);
  return faults;
}

/**
 * Renders several figures with one browser.
 *
 * @param {{figure: {data: object[], layout: object}, file: string, width?: number, height?: number}[]} jobs as above
 * @returns {Promise<string[][]>} the faults of each
 */
export async function renderFigures(jobs) {
  for (const { file } of jobs)
    if (!FORMATS.includes(extname(file)))
      throw new Error(`render-figure: a file must end in .svg or .png, got ${file}.`);
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: PLOTLY });
    const faults = [];
    for (const job of jobs) faults.push(await renderInPage(page, job));
    return faults;
  } finally {
    await browser.close();
  }
}

/** Draws one figure in the page and writes it. */
async function renderInPage(page, { figure, file, width = 820, height = figure.layout.height ?? 420 }) {
  const format = extname(file).slice(1);
  const { url, faults } = await page.evaluate(drawInPage, { figure, format, width, height });
  const payload = url.slice(url.indexOf(',') + 1);
  await writeFile(file, format === 'svg' ? decodeURIComponent(payload) : Buffer.from(payload, 'base64'));
  return faults;
}

/** Runs inside the browser. A PNG has two device pixels per pixel. */
async function drawInPage({ figure, format, width, height }) {
  const { Plotly } = globalThis;
  const faults = (Plotly.validate(figure.data, figure.layout) ?? []).map(({ msg }) => msg);
  const scale = format === 'png' ? 2 : 1;
  return { url: await Plotly.toImage(figure, { format, width, height, scale }), faults };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [source, target, width, height] = process.argv.slice(2);
  if (!source || !target) {
    console.error('usage: node scripts/render-figure.mjs FIGURE.json OUT.svg|OUT.png [WIDTH [HEIGHT]]');
    process.exit(2);
  }
  const size = { ...(width ? { width: Number(width) } : {}), ...(height ? { height: Number(height) } : {}) };
  const faults = await renderFigure(JSON.parse(await readFile(source, 'utf8')), target, size);
  for (const fault of faults) console.error(`plotly: ${fault}`);
  console.log(target);
}
