import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureBundle } from '../../src/notebook/cell/figureBundle.js';
import { plotlySource } from '../../src/notebook/cell/plotlyLoader.js';
import { publishNotebooks, publishSite } from '../../src/notebook/index.js';
import { temporaryFolder, writeCells } from './notebooks.js';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const title = CHROMIUM
  ? 'a published page in a browser'
  : 'a published page in a browser (skipped: no chromium in /usr/bin)';

const folder = temporaryFolder();
const figure = (y: number[]) => ({
  data: [{ type: 'scatter', y, name: '</script><script>window.hacked=true</script>' }],
  layout: { title: { text: 'Curve' }, height: 240, showlegend: true },
});
/** The same with two empty panels beside it. */
const panels = ({ data, layout }: ReturnType<typeof figure>) => ({
  data,
  layout: { ...layout, xaxis: { domain: [0, 0.3] }, xaxis2: { domain: [0.4, 0.6] }, xaxis3: { domain: [0.7, 1] } },
});
const shown = (data: Record<string, unknown>) => ({ output_type: 'display_data', data, metadata: {} });
const animation =
  '<div id="roll"></div><script>(function(){var n=0;setInterval(function(){document.getElementById("roll").textContent=++n},20)})()</script>';

describe.skipIf(!CHROMIUM)(title, () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    // A formula's MathML is taken out of the flow: in a table that scrolls it must not widen the page.
    const table = `${'| a wide column '.repeat(6)}| $\\min_i Q_i$ |\n${'| --- '.repeat(7)}|\n${'| 1 '.repeat(7)}|`;
    const input = writeCells(join(folder, 'page.ipynb'), [
      { cell_type: 'markdown', source: `# Page\n\n$x^2$\n\n$$${'a + b + '.repeat(30)}c$$\n\n${table}` },
      { source: '1', outputs: [shown({ 'application/vnd.plotly.v1+json': figure([1, 4, 9]) })] },
      { source: '2', outputs: [shown({ 'application/vnd.plotly.v1+json': panels(figure([3, 1])) })] },
      { source: '3', outputs: [shown({ 'text/html': animation })] },
    ]);
    const output = join(folder, 'page.html');
    await publishNotebooks({ inputs: [input], output });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(output).href);
    await page.waitForFunction('document.querySelectorAll(".js-plotly-plot .scatterlayer path.js-line").length === 2');
  });
  afterAll(() => browser?.close());

  it('draws every figure, without an error and without a request to elsewhere', async () => {
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      await page.evaluate('[...document.querySelectorAll(".js-plotly-plot")].map((plot) => plot.data[0].y)'),
    ).toEqual([
      [1, 4, 9],
      [3, 1],
    ]);
    expect(await page.locator('math').count()).toBe(3);
  });

  it('offers nothing that leads to a third party', async () => {
    const titles = '[...document.querySelectorAll(".modebar-btn")].map((button) => button.dataset.title)';
    const buttons = (await page.evaluate(titles)) as string[];
    expect(buttons.length).toBeGreaterThan(4);
    expect(buttons.filter((button) => /share|cloud|chart studio|plotly\.js|edit/i.test(button))).toEqual([]);
    expect(await page.locator('.js-plotly-plot a[href^="http"]').count()).toBe(0);
  });

  it('plays the scripts of HTML outputs', async () => {
    const before = Number(await page.locator('#roll').textContent());
    await page.waitForFunction(`Number(document.getElementById("roll").textContent) > ${before + 2}`);
  });

  it('reads on a phone: long formulas scroll, panels stand one under the other, the page does not scroll', async () => {
    const usual = page.viewportSize()!;
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375);
    const overflow = (of: string) => `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(${of})`;
    expect(await page.evaluate(overflow('document.querySelector(".formula")'))).toBeGreaterThan(100);
    await page.waitForFunction('document.querySelectorAll(".js-plotly-plot")[1].layout.xaxis2.domain[1] === 1');
    await page.waitForFunction(`${overflow('document.querySelectorAll(".figure")[1]')} === 0`);
    const panel = 'document.querySelectorAll(".js-plotly-plot")[1].layout';
    expect(await page.evaluate(`${panel}.yaxis3.domain[1] < ${panel}.yaxis2.domain[0]`)).toBe(true);
    await page.setViewportSize(usual);
  });

  it('can be pictured and printed', async () => {
    const file = join(folder, 'page.png');
    await page.screenshot({ path: file, fullPage: true });
    expect(statSync(file).size).toBeGreaterThan(10_000);
    const pdf = await page.pdf();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('draws in a cell too: for its width and its light, with its numbers, a live one in place', async () => {
    const cellPage = await browser.newPage();
    cellPage.on('pageerror', (error) => problems.push(error.message));
    const outputs = (y: number[]) => [
      figureBundle(panels(figure(y)), 'live')['text/html'],
      figureBundle({ data: [{ y: [2] }], layout: {} })['text/html'],
    ];
    const html = `<body data-jp-theme-light="true"><main>${outputs([1, 4, 9]).join('')}</main></body>`;
    await cellPage.setContent(`<!doctype html>${html}<script>${plotlySource()}</script>`);
    const drawn = 'document.querySelectorAll(".js-plotly-plot").length === 2';
    await cellPage.waitForFunction(drawn);
    const layout = 'document.querySelector(".js-plotly-plot").layout';
    expect(await cellPage.evaluate(`${layout}.xaxis2.domain`)).toEqual([0.4, 0.6]);
    await cellPage.evaluate('document.querySelector("main").style.width = "375px"');
    await cellPage.waitForFunction(`${layout}.xaxis2.domain[1] === 1 && ${layout}.width === 375`);
    await cellPage.evaluate('document.body.dataset.jpThemeLight = "false"');
    await cellPage.waitForFunction(`${layout}.paper_bgcolor !== "#ffffff"`);
    const [download] = await Promise.all([
      cellPage.waitForEvent('download'),
      cellPage.evaluate('document.querySelector("[data-title*=CSV]").click()'),
    ]);
    expect(download.suggestedFilename()).toBe('curve.csv');
    await cellPage.evaluate('window.first = document.querySelector(".js-plotly-plot")');
    const next = JSON.stringify(outputs([7, 8])[0]);
    const replace = `const [slot, script] = document.querySelector("main").children; slot.remove(); script.remove();
      document.querySelector("main").prepend(document.createRange().createContextualFragment(${next}))`;
    await cellPage.evaluate(replace);
    await cellPage.waitForFunction('document.querySelector(".js-plotly-plot")?.data[0].y[0] === 7');
    expect(await cellPage.evaluate('document.querySelector(".js-plotly-plot") === window.first')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('is a site as well: from a file, under its own policy, with a search and folded code', async () => {
    const site = join(folder, 'site');
    const input = writeCells(join(folder, 'study.ipynb'), [
      { cell_type: 'markdown', source: '# Study\n\n## The anchor\n\nSee [the other](other.ipynb#What-it-is), $x^2$.' },
      { source: '// Draw\n1', outputs: [shown({ 'application/vnd.plotly.v1+json': figure([1, 4, 9]) })] },
      {
        source: '3',
        outputs: [shown({ 'text/html': `<p style="color:rgb(1, 2, 3);background:white">styled</p>${animation}` })],
      },
    ]);
    const other = writeCells(join(folder, 'other.ipynb'), [
      { cell_type: 'markdown', source: '# Other\n\n## What it is' },
    ]);
    const written = await publishSite({
      inputs: [input, other],
      folder: site,
      bringsLibrary: false,
      study: { authors: [{ family: 'N' }] },
    });
    const [drawing] = written.filter((path) => path.endsWith('.svg'));
    expect(readFileSync(join(site, drawing), 'utf8')).toMatch(/^<svg(?!.*<script).* width="880" .*>Curve</s);
    const refused: string[] = [];
    const sitePage = await browser.newPage();
    sitePage.on('console', (message) => refused.push(message.text()));
    sitePage.on('pageerror', (error) => refused.push(error.message));
    sitePage.on('request', (request) => requests.push(request.url()));
    await sitePage.goto(pathToFileURL(join(site, 'study.html')).href);
    await sitePage.waitForFunction(
      'document.querySelectorAll(".js-plotly-plot .scatterlayer path.js-line").length === 1',
    );
    await sitePage.waitForFunction('Number(document.getElementById("roll").textContent) > 2');
    expect(await sitePage.evaluate('getComputedStyle(document.querySelector("p[style]")).color')).toBe('rgb(1, 2, 3)');
    expect(await sitePage.evaluate('document.fonts.check("16px KaTeX_Main")')).toBe(true);
    expect(await sitePage.locator('pre.source').first().isVisible()).toBe(false);
    await sitePage.click('#code');
    expect(await sitePage.locator('pre.source').first().isVisible()).toBe(true);
    await sitePage.fill('#search', 'what it');
    await sitePage.click('#found a');
    expect(sitePage.url()).toMatch(/other\.html#other-what-it-is$/);
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const violations =
      'axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))';
    for (const [file, colorScheme] of [
      ['study', 'light'],
      ['study', 'dark'],
      ['index', 'dark'],
    ] as const) {
      await sitePage.emulateMedia({ colorScheme });
      await sitePage.goto(pathToFileURL(join(site, `${file}.html`)).href);
      await sitePage.waitForSelector('html[data-drawn]');
      await sitePage.evaluate(axe);
      expect(await sitePage.evaluate(violations), `${file}, ${colorScheme}`).toEqual([]);
    }
    // What the page did not bring does not run.
    const foreign =
      'const s = document.createElement("script"); s.textContent = "window.foreign = true"; document.head.append(s)';
    await sitePage.evaluate(foreign);
    expect(await sitePage.evaluate('window.foreign')).toBeUndefined();
    expect(refused.filter((text) => !/Content Security Policy/.test(text))).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(requests.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
  });
});
