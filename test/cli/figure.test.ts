import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFigure } from '../../src/cli/figureFile.js';
import { RECORDED_FIGURES, runList } from '../../src/cli/recordedFigure.js';
import { type RunTable, runOfRecords } from '../../src/runs/index.js';
import { temporaryFolder } from '../notebook/notebooks.js';
import { shortRun } from '../runs/records.js';

const folder = temporaryFolder();
const text = { title: 'A <figure>', source: 'learningCurves(rows);', notes: '- dawn: 3 runs' };

const runs = [1, 2, 3].flatMap((seed) => [
  runOfRecords(shortRun('dawn', seed, 'completed')),
  runOfRecords(shortRun('vanilla', seed, seed === 2 ? 'diverged' : 'completed')),
]);
const table = { finding: '08-dawn', task: 'gantry-peg', runs } as unknown as RunTable;
const draw = (kind: string) => RECORDED_FIGURES[kind](table, 'Title', { axis: 'chunks', statistic: 'mean' });

/** Kinds that draw what runs come to together, and how many there are. */
const AGGREGATES = ['aggregates', 'improvement'];

it.each(Object.keys(RECORDED_FIGURES))('%s shows both agents and every run, or how many there are', (kind) => {
  const shown = JSON.stringify(draw(kind));
  const isAggregate = AGGREGATES.includes(kind);
  const runs = isAggregate ? ['n = 3'] : ['seed 1', 'seed 2', 'seed 3'];
  for (const part of ['DAWN', 'Vanilla residual', ...runs, 'Title']) expect(shown).toContain(part);
  if (!isAggregate && kind !== 'threshold') expect(shown).toContain('Base policy 40 %');
});

it('runs that did not complete are named', () => {
  expect(runList(table)).toEqual(['dawn: 3 runs', 'vanilla: 3 runs; seed 2 diverged after 320 of 320 chunks']);
});

it('variants and base policies are arms of their own, without a common line of the base', () => {
  const [run] = runs;
  const mlp = { ...run, start: { ...run.start, base: 'mlp' }, base: { success: 0.5, episodes: 200 } };
  const several = { ...table, runs: [run, { ...run, variant: 'no-anchor' }, mlp] };
  expect(runList(several)).toEqual([
    'dawn over diffusion: 1 run',
    'dawn/no-anchor over diffusion: 1 run',
    'dawn over mlp: 1 run',
  ]);
  const shown = JSON.stringify(RECORDED_FIGURES.curves(several, 'Title', { axis: 'chunks', statistic: 'mean' }));
  for (const part of ['dawn over mlp', 'dawn/no-anchor over diffusion']) expect(shown).toContain(part);
  expect(shown).not.toContain('Base policy');
});

it('a page holds the figure, its source, its notes and plotly', async () => {
  const file = join(folder, 'new', 'figure.html');
  await writeFigure(draw('curves'), file, text);
  const page = readFileSync(file, 'utf8');
  for (const part of [
    'A &lt;figure&gt;',
    'learningCurves',
    'dawn: 3 runs',
    '<figure class="output figure"',
    'window.Plotly = Plotly',
  ])
    expect(page).toContain(part);
  expect(page).not.toMatch(/<script[^>]+src=/);
  // plotly.js offers an upload to its maker's cloud unless it is told not to.
  expect(page.includes('showSendToCloud:!1')).toBe(true);
});

it('JSON is the specification itself', async () => {
  const file = join(folder, 'figure.json');
  await writeFigure(draw('curves'), file, text);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(draw('curves'))));
});

it('other formats are refused before anything is written', async () => {
  const file = join(folder, 'other', 'figure.pdf');
  await expect(writeFigure(draw('curves'), file, text)).rejects.toThrow(/figure\.pdf' must end in \.html, \.json/);
  expect(existsSync(join(folder, 'other'))).toBe(false);
});
