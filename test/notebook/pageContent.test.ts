import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishNotebooks } from '../../src/notebook/index.js';
import { temporaryFolder, writeCells } from './notebooks.js';

const folder = temporaryFolder();
const text = (source: string, more = {}) => ({ cell_type: 'markdown', source, ...more });
const output = (data: Record<string, unknown>) => ({
  source: '1',
  outputs: [{ output_type: 'display_data', data, metadata: {} }],
});
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const DATA = `data:image/png;base64,${PIXEL}`;

/** The body of the page of these notebooks. */
async function bodyOf(name: string, inputs: readonly string[]): Promise<string> {
  const file = join(folder, `${name}.html`);
  await publishNotebooks({ inputs, output: file });
  return readFileSync(file, 'utf8').split('<body>')[1]!;
}
const idsOf = (body: string) => [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
const linksOf = (body: string) => [...body.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].map(([, href]) => href!);

describe('ids', () => {
  it('are unique, in every script, over cells, notebooks and outputs', async () => {
    const cells = [
      text('# T\n\n## 結果\n\n## 方法\n\n## Same\n\n## Same'),
      text('## Same\n\n## !\n\n## Größe $Q^2$ of `my_var`'),
      output({ 'text/markdown': '## Same' }),
    ];
    const [a, b] = ['a', 'b'].map((name) => {
      mkdirSync(join(folder, name), { recursive: true });
      return writeCells(join(folder, name, 'x.ipynb'), cells);
    });
    const body = await bodyOf('ids', [a!, b!, writeCells(join(folder, 'verdicts.ipynb'), [text('# V')])]);
    const ids = idsOf(body);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 9)).toEqual([
      'x',
      'x-t',
      'x-結果',
      'x-方法',
      'x-same',
      'x-same-1',
      'x-same-2',
      'x-section',
      'x-größe-q2-of-my_var',
    ]);
    // Every entry of the contents leads to the heading with its words.
    for (const [, id, words] of body.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)) {
      expect(ids).toContain(id);
      if (words === 'Same') expect(body).toMatch(new RegExp(`<h2 id="${id}">Same`));
    }
    expect(linksOf(body).filter((href) => href.startsWith('#') && !ids.includes(href.slice(1)))).toEqual([]);
  });
});

describe('pictures', () => {
  let body = '';
  beforeAll(async () => {
    mkdirSync(join(folder, 'out'), { recursive: true });
    writeFileSync(join(folder, 'out', 'beside.png'), Buffer.from(PIXEL, 'base64'));
    writeFileSync(join(folder, 'my figure.png'), Buffer.from(PIXEL, 'base64'));
    const attachments = { 'p 1.png': { 'image/png': [PIXEL.slice(0, 40), PIXEL.slice(40)] } };
    const path = writeCells(join(folder, 'out', 'pictures.ipynb'), [
      text('![a](beside.png) ![b](<../my figure.png>) ![own](my%20figure.png) ![pasted](<attachment:p 1.png>)', {
        attachments,
      }),
      text('<img alt="raw" src="beside.png" width="9"> and\n\n<p><img src="attachment:q.svg"></p>', {
        attachments: { 'q.svg': { 'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg"/>' } },
      }),
      text('![gone](gone.png) ![far](https://example.org/far.png) <img src="https://example.org/raw.png" alt="web">'),
      output({ 'text/html': "<img src='beside.png'><canvas></canvas>" }),
    ]);
    // An executed copy: what it is a copy of has its pictures beside it.
    const notebook = JSON.parse(readFileSync(path, 'utf8'));
    const hardware = { cores: 1, cpu: '', memoryGiB: 1, system: '' };
    notebook.metadata.dawnlab = { source: '../pictures.ipynb', date: '', sourceHash: '', versions: {}, hardware };
    writeFileSync(path, JSON.stringify(notebook));
    body = await bodyOf('pictures', [path]);
  });

  it('are data: beside the notebook, beside its original, pasted, in raw HTML, in what a cell shows', () => {
    const embedded = [...body.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
    expect(embedded.filter((tag) => tag.includes(`src="${DATA}"`))).toHaveLength(6);
    expect(embedded.filter((tag) => tag.includes('src="data:image/svg+xml;base64,'))).toHaveLength(1);
    expect(embedded).toHaveLength(7);
    expect(embedded.map((tag) => /alt="(\w*)"/.exec(tag)?.[1]).slice(0, 5)).toEqual(['a', 'b', 'own', 'pasted', 'raw']);
    expect(body).toContain(`<img alt="raw" src="${DATA}" width="9">`);
  });

  it('that are not there say so; those of the web are links, not requests', () => {
    expect(body).toContain('gone (picture gone.png not found)');
    expect(linksOf(body)).toEqual(['https://example.org/far.png', 'https://example.org/raw.png']);
  });
});

describe('links', () => {
  it('lead to a notebook or a section of the page, or stay text', async () => {
    const first = writeCells(join(folder, '01-first.ipynb'), [
      text('# First\n\n## The task'),
      text(
        '[own](#The-task) [page](02-second.ipynb) [place](./02-second.ipynb#What-it-is) [away](09-away.ipynb) ' +
          '[file](../README.md) [web](https://example.org) [mail](mailto:a@b.c) [copy](../notebooks/02-second.ipynb)',
      ),
    ]);
    const second = writeCells(join(folder, '02-second.ipynb'), [text('# Second\n\n## What it is')]);
    const body = await bodyOf('links', [first, second]);
    expect(linksOf(body.slice(body.indexOf('<article')))).toEqual([
      '#01-first-the-task',
      '#02-second',
      '#02-second-what-it-is',
      'https://example.org',
      'mailto:a@b.c',
      '#02-second',
    ]);
    expect(body).toContain('<span class="elsewhere" title="09-away.ipynb is not on this page">away</span>');
    expect(body).toContain('title="../README.md is not on this page">file</span>');
  });

  it('of a verdict in a renamed copy lead to the copy', async () => {
    const verdict = {
      claim: 'It works.',
      verdict: 'supported',
      reason: 'so',
      unit: 'gain',
      estimate: '1 [0, 2]',
      evidence: { estimate: 1, low: 0, high: 2, level: 0.95, method: 'm' },
      finding: '02-cold-start',
      task: 'gantry-peg',
      source: 'recorded',
      seeds: 8,
    };
    const copy = writeCells(join(folder, 'my-warmup.ipynb'), [
      text('# Mine'),
      output({ 'application/vnd.dawnlab.verdict+json': verdict, 'text/html': '<p>box</p>' }),
    ]);
    const body = await bodyOf('copy', [copy]);
    expect(body).toContain('<a href="#my-warmup">my-warmup</a>');
    expect(idsOf(body)).toContain('my-warmup');
    expect(body).not.toContain('#02-cold-start');
  });
});

it('footnotes stand below the cell that marks them, wherever they are written', async () => {
  const path = writeCells(join(folder, 'notes.ipynb'), [
    text('# N\n\nOne[^1], two[^two], inline^[here].\n\n[^1]: First.'),
    text('Again[^two] and `[^1]`.'),
    text('[^two]: Second *note*,\n    on two lines.\n\nText after.'),
  ]);
  const body = await bodyOf('notes', [path]);
  const ids = idsOf(body);
  expect(new Set(ids).size).toBe(ids.length);
  const inner = linksOf(body).filter((href) => href.startsWith('#'));
  expect(inner).toHaveLength(8);
  for (const href of inner) expect(ids).toContain(href.slice(1));
  expect(body.match(/Second <em>note<\/em>/g)).toHaveLength(2);
  expect(body).toContain('<code>[^1]</code>');
  expect(body).toContain('Text after.');
  expect(body).not.toContain('[^two]');
});
