// `node scripts/bench-dashboard.mjs [RUNS]`: fills as many recorded runs, opens the dashboard in Chromium, and prints how
// long its filter takes, from a key to the drawn table. Build first.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveDashboard } from '../dist/dashboard/index.js';
import { readRunTable, runTablePath, writeRunTable } from '../dist/runs/index.js';
import { browserPath } from './render-figure.mjs';

const RUNS = Number(process.argv[2] ?? 10_000);
const LAMBDAS = [0.05, 0.1, 0.2, 0.4];
/** Words and comparisons, some that keep nearly all runs and some that keep few. */
const FILTERS = [
  'dawn',
  'lambda=0.2',
  'lambda<0.2 agent=vanilla',
  'success>0.9',
  'seed=17',
  'nothing fits',
  'gantry',
  '',
];

/** Tables of runs as they were recorded, under other seeds and bounds. */
function fill(folder) {
  const table = readRunTable('08-dawn', 'gantry-peg');
  for (let made = 0; made < RUNS; ) {
    const share = Math.min(500, RUNS - made);
    const runs = Array.from({ length: share }, (_, i) => {
      const run = table.runs[(made + i) % table.runs.length];
      const settings = { ...run.start.settings, lambda: LAMBDAS[Math.floor((made + i) / 24) % LAMBDAS.length] };
      const seed = made + i;
      return { ...run, seed, start: { ...run.start, seed, settings } };
    });
    const finding = `filled-${made}`;
    writeRunTable(runTablePath(finding, 'gantry-peg', folder), { ...table, finding, runs });
    made += share;
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** In the page: milliseconds from an input's event until the browser has drawn. */
const timeFilter = (text) => `new Promise((done) => {
  const box = document.querySelector('#filter');
  box.value = ${JSON.stringify(text)};
  const start = performance.now();
  box.dispatchEvent(new Event('input'));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})`;

const folder = mkdtempSync(join(tmpdir(), 'dawnlab-dashboard-'));
let dashboard;
let browser;
try {
  fill(folder);
  const before = performance.now();
  dashboard = await serveDashboard({ folders: [folder] });
  console.log(`${dashboard.runs} runs read in ${Math.round(performance.now() - before)} ms`);
  browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(dashboard.url);
  const count = () => page.textContent('#count');
  while (!(await count()).startsWith(RUNS.toLocaleString('en'))) await page.waitForTimeout(100);
  const times = [];
  for (let round = 0; round < 5; round++)
    for (const text of FILTERS) {
      const time = await page.evaluate(timeFilter(text));
      times.push(time);
      if (round === 0)
        console.log(`${JSON.stringify(text).padEnd(28)} ${time.toFixed(0).padStart(5)} ms  ${await count()}`);
    }
  console.log(
    `median of ${times.length} filters: ${median(times).toFixed(1)} ms; slowest ${Math.max(...times).toFixed(0)} ms`,
  );
} finally {
  await browser?.close();
  await dashboard?.close();
  rmSync(folder, { recursive: true, force: true });
}
