import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishNotebooks } from '../../../src/notebook/index.js';
import { temporaryFolder, writeCells } from '../notebooks.js';

const folder = temporaryFolder();
const markdown = (source: string) => ({
  cell_type: 'markdown',
  source,
  outputs: undefined,
  execution_count: undefined,
});
const code = (source: string, ...outputs: object[]) => ({ source, outputs, execution_count: 4 });
const shown = (data: Record<string, unknown>) => ({ output_type: 'display_data', data, metadata: {} });
const stream = (text: string, name = 'stdout') => ({ output_type: 'stream', name, text });

const evil = '</script><script>window.hacked = true</script><!--';
const figure = { data: [{ type: 'scatter', y: [1, 2], name: evil }], layout: { title: { text: 'T' }, height: 222 } };
const evidence = { estimate: 0.25, low: 0.1, high: 0.4, level: 0.95, method: 'student' };
const verdict = {
  claim: 'It <works>.',
  verdict: 'supported',
  reason: 'so',
  evidence,
  unit: 'gain',
  estimate: '0.25 [0.1, ∞]',
};
const recorded = {
  ...verdict,
  claim: 'M helps.',
  finding: '08-dawn',
  task: 'gantry-peg',
  source: 'recorded',
  seeds: 8,
};
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

let page = '';
beforeAll(async () => {
  writeFileSync(join(folder, 'pixel.png'), Buffer.from(PIXEL, 'base64'));
  const first = writeCells(join(folder, '00-start.ipynb'), [
    markdown('# Start *here*\n\nTotal $a_{base} + \\lambda a_{res}$ costs $5 and $6.\n\n$$\\frac{1}{2}$$\n\n`$not$`'),
    markdown('## The task\n\n![pixel](pixel.png) ![outside](https://example.org/x.png) [next](08-dawn.ipynb)'),
    code('const a: number = 1 < 2 ? 1 : 0;', stream('\u001b[31mred\u001b[0m <b>'), stream('careful', 'stderr')),
    code('showFigure(f)', shown({ 'application/vnd.plotly.v1+json': figure, 'text/html': 'SECOND COPY' })),
    code('embedPlotly()', shown({ 'application/vnd.dawnlab.plotly-script+json': {}, 'text/html': 'PLOTLY IN PAGE' })),
    code('animation', shown({ 'text/html': ['<canvas id="roll"></canvas>', '<script>play()</script>'] })),
    code('verdict', shown({ 'application/vnd.dawnlab.verdict+json': verdict, 'text/html': '<p>box</p>' })),
    code('verdict', shown({ 'application/vnd.dawnlab.verdict+json': recorded, 'text/html': '<p>box</p>' })),
    code('boom', { output_type: 'error', ename: 'Error', evalue: 'x', traceback: ['Error: <x>', '  at cell'] }),
  ]);
  const second = writeCells(join(folder, '08-dawn.ipynb'), [markdown('# DAWN\n\n## The task')]);
  await publishNotebooks({ inputs: [first, second], output: join(folder, 'report.html'), title: 'Report & more' });
  page = readFileSync(join(folder, 'report.html'), 'utf8');
});

// Long pages are compared as booleans and counts: a failure must not print 1.5 MB.
const has = (text: string) => page.includes(text);
const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;

describe('a published page', () => {
  it('needs nothing from outside', () => {
    expect(count(/<link\b/g)).toBe(0);
    expect(count(/<script[^>]*\ssrc=/g)).toBe(0);
    expect(count(/<(img|iframe|source|video)[^>]*src="(?!data:)/g)).toBe(0);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    expect(/@import|url\((?!data:)/.test(style)).toBe(false);
    expect(has('<a href="https://example.org/x.png">outside</a>')).toBe(true);
    expect(has(`src="data:image/png;base64,${PIXEL}"`)).toBe(true);
  });

  it('holds plotly.js once, and each figure once', () => {
    expect(count(/window\.Plotly = Plotly/g)).toBe(1);
    expect(count(/<figure class="output figure"/g)).toBe(1);
    expect(has('SECOND COPY')).toBe(false);
    expect(has('PLOTLY IN PAGE')).toBe(false);
    expect(has('height:222px')).toBe(true);
  });

  it('lets no data close a script element', () => {
    expect(has('\\u003c/script>\\u003cscript>window.hacked')).toBe(true);
    expect(has('<script>window.hacked')).toBe(false);
    expect(count(/<script/g) - count(/<\/script>/g)).toBe(scriptsNamedInPlotly());
  });

  it('keeps the scripts of HTML outputs, so that animations play', () => {
    expect(has('<canvas id="roll"></canvas><script>play()</script>')).toBe(true);
  });

  it('renders formulas for eyes and, as MathML, for ears, in fonts of its own, and leaves prices and code alone', () => {
    expect(count(/<math/g)).toBe(2);
    expect(has('<mi>λ</mi>')).toBe(true);
    expect(count(/@font-face\{[^}]*url\(data:font\/woff2;base64,/g)).toBe(9);
    expect(has('font-family:KaTeX_Main')).toBe(true);
    expect(has('costs $5 and $6.')).toBe(true);
    expect(has('<code>$not$</code>')).toBe(true);
  });

  it('shows text, errors and code escaped', () => {
    expect(has('<pre class="output stdout">red &lt;b&gt;</pre>')).toBe(true);
    expect(has('<pre class="output stderr">Error: &lt;x&gt;\n  at cell</pre>')).toBe(true);
    expect(has('<span class="number">4</span>')).toBe(true);
    expect(has('hljs-keyword')).toBe(true);
  });

  it('has a table of contents, links between its notebooks and the verdicts on top', () => {
    expect(has('<title>Report &amp; more</title>')).toBe(true);
    expect(
      has('<li><a href="#00-start">Start here</a><ul><li><a href="#00-start-the-task">The task</a></li></ul></li>'),
    ).toBe(true);
    expect(has('<article id="08-dawn">') && has('<a href="#08-dawn">next</a>')).toBe(true);
    expect(has('id="08-dawn-the-task"')).toBe(true);
    const tables = page.slice(page.indexOf('id="verdicts"'), page.indexOf('<article')).replace(/>\s+</g, '><');
    expect(tables).toContain('1 verdict on recorded runs: 1 supported.');
    expect(tables).toContain(
      '<td><a href="#08-dawn">08-dawn</a></td><td>gantry-peg</td><td>M helps.</td><td><strong>supported</strong></td>' +
        '<td>0.25 [0.1, ∞]: gain</td><td></td><td>8</td>',
    );
    // What was trained just now stands apart, below.
    const [, live] = tables.split('Verdicts of this run');
    expect(live).toContain('<td><a href="#00-start">00-start</a></td><td></td><td>It &lt;works&gt;.</td>');
    expect(has('<nav aria-label="Contents"><ul><li><a href="#verdicts">Verdicts</a></li>')).toBe(true);
  });
});

it('a page without figures carries no plotly.js', async () => {
  const input = writeCells(join(folder, 'text.ipynb'), [markdown('# Text only')]);
  const { bytes } = await publishNotebooks({ inputs: [input], output: join(folder, 'text.html') });
  expect(bytes).toBeLessThan(20_000);
  expect(readFileSync(join(folder, 'text.html'), 'utf8').match(/<h1/g)).toHaveLength(1);
});

// plotly.js itself mentions "<script" in strings; its closing tags are escaped by the page.
function scriptsNamedInPlotly(): number {
  const start = page.indexOf('if(!window.Plotly)');
  return page.slice(start, page.indexOf('</script>', start)).match(/<script/g)?.length ?? 0;
}
