/**
 * Measures this machine with `dawnlab bench` and writes the tables into docs/performance.md and environment.md, between their marks.
 *
 *   node scripts/measure.mjs [env] [loop] [peer] [update] [runs] [kills] [slurm]
 *
 * Without arguments all are measured; a table that is not measured stays as it is. Let nothing else run meanwhile:
 * the load average before each benchmark is written beside its table.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT, runMain } from './steps.mjs';

const FILES = [join(ROOT, 'docs', 'performance.md'), join(ROOT, 'environment.md')];

/** One benchmark: how its rows become a table. */
const BENCHMARKS = {
  env: { args: ['bench', 'env'], table: besideGymnasium('primitive steps/s') },
  loop: { args: ['bench', 'loop'], table: plain },
  peer: { args: ['bench', 'loop', '--task', 'adroit-relocate', '--peer', '--no-parts'], table: besidePyTorch },
  update: { args: ['bench', 'update'], table: byEngine },
  runs: { args: ['bench', 'runs'], table: durations },
  kills: { test: 'test/runs/kills.test.ts', env: { DAWNLAB_KILLS: '200' } },
  slurm: { test: 'test/slurm/sweep.test.ts', env: { DAWNLAB_SLURM_RUNS: '100' } },
};

const rate = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
const factor = (ratio) => (ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2));
const line = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) =>
  [line(head), line(head.map((_, i) => (i ? '---:' : '---'))), ...rows.map(line)].join('\n');

function plain(rows) {
  return table(
    ['what', 'per second'],
    rows.map(({ workload, perSecond }) => [workload, rate(perSecond)]),
  );
}

function besidePyTorch(rows) {
  return table(
    ['training chunks/s', 'wall-clock time', 'processor time', 'times PyTorch, eager'],
    rows.map(({ engine, perSecond, perCpuSecond, beside }) => [
      engine,
      rate(perSecond),
      rate(perCpuSecond),
      beside.toFixed(2),
    ]),
  );
}

function durations(rows) {
  return table(
    ['what', 'seconds'],
    rows.map(({ workload, seconds }) => [workload, seconds.toFixed(2)]),
  );
}

function besideGymnasium(unit) {
  return (rows) => {
    const workloads = [...new Set(rows.map(({ workload }) => workload))];
    const cell = (row) => {
      if (!row) return '–';
      return row.beside ? `${rate(row.perSecond)} (${row.beside.toFixed(2)})` : rate(row.perSecond);
    };
    const cells = (workload) =>
      ['dawnlab', 'dawnlab-native', 'gymnasium-robotics'].map((engine) =>
        cell(rows.find((row) => row.workload === workload && row.engine === engine)),
      );
    return table(
      [unit, 'WebAssembly', 'native', 'Gymnasium'],
      workloads.map((workload) => [workload, ...cells(workload)]),
    );
  };
}

/** Ours beside the others', each with how many times as fast ours is. */
function byEngine(rows) {
  const others = [...new Set(rows.map(({ engine }) => engine))].filter((engine) => engine !== 'dawnlab');
  const ours = rows.filter(({ engine }) => engine === 'dawnlab');
  const body = ours.map(({ workload, threads, perSecond }) => {
    const cell = (engine) => {
      const row = rows.find((r) => r.engine === engine && r.workload === workload && r.threads === threads);
      return row ? `${rate(row.perSecond)} (${factor(perSecond / row.perSecond)})` : '–';
    };
    return [workload, threads, rate(perSecond), ...others.map(cell)];
  });
  return table(['updates/s', 'threads', 'dawnlab', ...others], body);
}

/** Where and when, with the load that was there already. */
function circumstances(load) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  return `on ${machine}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load average before it ${load}`;
}

/** Runs Node in the repository and returns what it printed. */
function node(args, env, what) {
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`'${what}' ended with exit code ${status}:\n${stdout}`);
  return stdout;
}

/** Runs a benchmark and returns its section. */
function measure({ args, table: draw }) {
  const load = loadavg()[0].toFixed(1);
  const what = `dawnlab ${args.join(' ')}`;
  const stdout = node([join('dist', 'cli', 'main.js'), ...args, '--json'], {}, what);
  const { rows } = JSON.parse(stdout.trim().split('\n').at(-1));
  return `\`${what}\` ${circumstances(load)}:\n\n${draw(rows)}`;
}

/** Runs a test at its full size and returns its section: that it passed, and the counts that it printed. */
function endure({ test, env }) {
  const load = loadavg()[0].toFixed(1);
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const what = `${settings.join(' ')} npm test -- ${test}`;
  const stdout = node(['node_modules/vitest/vitest.mjs', 'run', test], env, what);
  // Where vitest writes to a terminal, colours stand before what a test printed.
  const counts = [...stdout.matchAll(/\{"\w+":.*\}$/gm)].map(([text]) => JSON.parse(text));
  const rows = counts.flatMap(Object.entries);
  if (rows.length === 0) throw new Error(`'${what}' passed, but printed no counts: was it skipped?`);
  return `\`${what}\` passed ${circumstances(load)}:\n\n${table(['what', 'count'], rows)}`;
}

await runMain(() => {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHMARKS)) {
    const benchmark = BENCHMARKS[name];
    if (!benchmark)
      throw new Error(`There is no benchmark '${name}'; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
    console.log(`… bench ${name}`);
    const section = benchmark.test ? endure(benchmark) : measure(benchmark);
    const marks = new RegExp(`(<!-- bench ${name} -->\n).*?(\n<!-- end -->)`, 's');
    const file = FILES.find((candidate) => marks.test(readFileSync(candidate, 'utf8')));
    if (!file) throw new Error(`No page has marks for 'bench ${name}'.`);
    const text = readFileSync(file, 'utf8').replace(marks, (_, before, after) => before + section + after);
    writeFileSync(file, text);
    console.log(section);
  }
});
