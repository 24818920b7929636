/**
 * Measures this machine with `dawnlab bench` and writes the tables into environment.md, between its marks.
 *
 *   node scripts/measure.mjs [env] [loop] [update]
 *
 * Without arguments all three are measured; a table that is not measured stays as it is. Let nothing else run meanwhile:
 * the load average before each benchmark is written beside its table.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT, runMain } from './setup.mjs';

const FILE = join(ROOT, 'environment.md');

/** One benchmark: how its rows become a table. */
const BENCHMARKS = {
  env: { args: ['bench', 'env'], table: byThreads('primitive steps/s') },
  loop: { args: ['bench', 'loop'], table: plain },
  update: { args: ['bench', 'update'], table: byEngine },
};

const rate = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
const line = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) =>
  [line(head), line(head.map((_, i) => (i ? '---:' : '---'))), ...rows.map(line)].join('\n');

function plain(rows) {
  return table(
    ['what', 'per second'],
    rows.map(({ workload, perSecond }) => [workload, rate(perSecond)]),
  );
}

function byThreads(unit) {
  return (rows) => {
    const workloads = [...new Set(rows.map(({ workload }) => workload))];
    const cell = (workload, threads) =>
      rate(rows.find((row) => row.workload === workload && row.threads === threads).perSecond);
    return table(
      [unit, '1 thread', '2 threads'],
      workloads.map((workload) => [workload, cell(workload, 1), cell(workload, 2)]),
    );
  };
}

/** Ours beside the others', with the ratio to each. */
function byEngine(rows) {
  const others = [...new Set(rows.map(({ engine }) => engine))].filter((engine) => engine !== 'dawnlab');
  const ours = rows.filter(({ engine }) => engine === 'dawnlab');
  const head = ['updates/s', 'threads', 'dawnlab', ...others.flatMap((engine) => [engine, 'ratio'])];
  return table(
    head,
    ours.map(({ workload, threads, perSecond }) => [
      workload,
      threads,
      rate(perSecond),
      ...others.flatMap((engine) => {
        const row = rows.find((r) => r.engine === engine && r.workload === workload && r.threads === threads);
        return row ? [rate(row.perSecond), (perSecond / row.perSecond).toFixed(2)] : ['–', '–'];
      }),
    ]),
  );
}

/** Runs a benchmark and returns its section. */
function measure({ args, table: draw }) {
  const load = loadavg()[0].toFixed(1);
  const command = [join('dist', 'cli', 'main.js'), ...args, '--json'];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`'dawnlab ${args.join(' ')}' ended with exit code ${status}.`);
  const { rows } = JSON.parse(stdout.trim().split('\n').at(-1));
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  const day = new Date().toISOString().slice(0, 10);
  return `\`dawnlab ${args.join(' ')}\` on ${machine}, Node ${process.version}, ${day}, load average before it ${load}:\n\n${draw(rows)}`;
}

await runMain(() => {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
    const benchmark = BENCHMARKS[name];
    if (!benchmark)
      throw new Error(`There is no benchmark '${name}'; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
    console.log(`… bench ${name}`);
    const section = measure(benchmark);
    const text = readFileSync(FILE, 'utf8');
    const marks = new RegExp(`(<!-- bench ${name} -->\n).*?(\n<!-- end -->)`, 's');
    if (!marks.test(text)) throw new Error(`environment.md has no marks for 'bench ${name}'.`);
    writeFileSync(
      FILE,
      text.replace(marks, (_, before, after) => before + section + after),
    );
    console.log(section);
  }
});
