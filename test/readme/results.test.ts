/** The page of results is generated from data/results, and has those that are there now. */

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { baseOfTable, healthCounts, type RunTable, runOfRecords, runScores } from '../../src/runs/index.js';
import { studentCI, wilson } from '../../src/statistics/index.js';
import { shortRun } from '../runs/records.js';
import { RESULTS_PAGE, ROOT } from './snippets.js';

const script = join(ROOT, 'scripts', 'results-page.mjs');

it('a table becomes a figure, its commands, and a row per agent', async () => {
  const { resultsSection } = await import(script);
  const table = {
    task: 'gantry-peg',
    provenance: { command: 'dawnlab record', hardware: 'two cores', recordedAt: '2026-01-02T03:04:05Z' },
    runs: [1, 2].map((seed) => runOfRecords(shortRun('dawn', seed, seed === 1 ? 'completed' : 'diverged'))),
  } as unknown as RunTable;
  const section = resultsSection({
    baseOfTable,
    healthCounts,
    readRunTable: () => table,
    runScores,
    // Any file that exists stands for the gantry's table; the Panda's is missing.
    runTablePath: (_finding: string, task: string) => (task === 'gantry-peg' ? script : `${script}.none`),
    studentCI,
    wilson,
  }) as string;
  expect(section).toContain('](../data/figures/08-dawn.gantry-peg.svg)');
  expect(section).toContain('npx dawnlab figure --finding 08-dawn --task gantry-peg');
  expect(section).toContain('`dawnlab record` recorded on two cores, 2026-01-02');
  // 80 of 200: Wilson gives 0.3346 and 0.4692. Both runs end at 0.9.
  expect(section).toContain('| gantry-peg | base policy alone | | 0.40 [0.33, 0.47] | |');
  expect(section).toContain('| gantry-peg | dawn | 2: 1 diverged | 0.90 [0.90, 0.90] | 2 of 2 |');
  expect(section).not.toContain('panda');
});

it('the page has what the tables say', async () => {
  const { resultsSection } = await import(script);
  const section = /<!-- results -->\n(.*?)\n<!-- end -->/s.exec(RESULTS_PAGE)?.[1];
  const dawnlab = await import(join(ROOT, 'dist', 'index.js'));
  expect(section, 'run: node scripts/results-page.mjs').toBe(resultsSection(dawnlab));
});
