/**
 * Writes the results section of docs/results.md, and its figures in data/figures, from the tables in data/results.
 *
 *   node scripts/results-page.mjs
 *
 * Nothing in that section is typed by hand; a test compares it with the tables.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, run, runMain } from './steps.mjs';

const FINDING = '08-dawn';
const TASKS = ['gantry-peg', 'panda-peg', 'adroit-hammer', 'adroit-pen', 'adroit-relocate'];
/** Tasks whose figures stand on the page; the others are linked. */
const SHOWN = ['gantry-peg', 'panda-peg'];
/** Success that a run is said to have reached. */
const THRESHOLD = 0.85;

const picture = (task) => `data/figures/${FINDING}.${task}.svg`;
const command = (task) => `dawnlab figure --finding ${FINDING} --task ${task} --out ${picture(task)}`;

/**
 * The section as Markdown.
 *
 * @param {object} dawnlab the built library
 * @returns {string} the figures, then one row per task and agent; one sentence when nothing is recorded
 */
export function resultsSection(dawnlab) {
  const { baseOfTable, healthCounts, readRunTable, runScores, runTablePath, studentCI, wilson } = dawnlab;
  const tables = TASKS.filter((task) => existsSync(runTablePath(FINDING, task))).map((task) =>
    readRunTable(FINDING, task),
  );
  if (tables.length === 0) return 'No runs are recorded yet.';
  const isShown = ({ task }) => SHOWN.includes(task);
  const figures = tables
    .filter(isShown)
    .map(
      ({ task, provenance }) =>
        `![Learning curves of the agents on ${task}](../${picture(task)})\n\n` +
        `\`npx ${command(task)}\` draws this from runs that \`${provenance.command}\` recorded ` +
        `on ${provenance.hardware}, ${provenance.recordedAt.slice(0, 10)}.`,
    );
  const linked = tables.filter((table) => !isShown(table)).map(({ task }) => `[${task}](../${picture(task)})`);
  if (linked.length > 0) figures.push(`Further curves: ${linked.join(', ')}.`);
  // Student's interval knows nothing of the ends of the scale.
  const share = (value) => Math.min(1, Math.max(0, value)).toFixed(2);
  const interval = ({ estimate, low, high }) =>
    Number.isFinite(low) ? `${share(estimate)} [${share(low)}, ${share(high)}]` : share(estimate);
  const rows = tables.flatMap((table) => {
    const base = baseOfTable(table);
    const agents = [...new Set(table.runs.map(({ agent }) => agent))];
    return [
      `| ${table.task} | base policy alone | | ${interval(wilson(base.successes, base.episodes))} | |`,
      ...agents.map((agent) => {
        const scores = runScores(table, agent);
        const reached = scores.filter((score) => score >= THRESHOLD).length;
        const marks = healthCounts(table.runs.filter((run) => run.agent === agent));
        const count = `${scores.length}${marks ? `: ${marks}` : ''}`;
        return `| ${table.task} | ${agent} | ${count} | ${interval(studentCI(scores))} | ${reached} of ${scores.length} |`;
      }),
    ];
  });
  const head = `| task | agent | runs | final success [95 %] | runs ≥ ${THRESHOLD} |\n| --- | --- | --- | --- | --- |`;
  const note =
    'Mean over runs with its Student interval, cut at 0 and 1; for the base policy, over its episodes with the Wilson ' +
    'interval. Runs that collapsed or diverged count. Q beyond returns: the critic ends with a mean value that no ' +
    'policy can have, more than a tenth of the range of returns outside it.';
  return [...figures, `${head}\n${rows.join('\n')}`, note].join('\n\n');
}

async function main() {
  const dawnlab = await import('../dist/index.js');
  for (const task of TASKS)
    if (existsSync(dawnlab.runTablePath(FINDING, task)))
      run(process.execPath, [join('dist', 'cli', 'main.js'), ...command(task).split(' ').slice(1)]);
  const file = join(ROOT, 'docs', 'results.md');
  const marks = /(<!-- results -->\n).*?(\n<!-- end -->)/s;
  const section = resultsSection(dawnlab);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(marks, (_, before, after) => before + section + after),
  );
  console.log(section);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await runMain(main);
