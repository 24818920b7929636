/**
 * Whether the training loop costs what it cost at another commit: `dawnlab bench loop` of both, in turns, on a clock that
 * counts this process's processor time and not the time that passes, so that other work on the machine weighs little.
 *
 *   node scripts/compare-loop.mjs COMMIT [TURNS]    7 turns by default; build here first
 *
 * Prints for each row the median rate of both and the ratio of the medians: 0.97 is three per cent slower than COMMIT. What
 * else runs can only slow a turn down, so the ratio of the best turns stands beside it.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, runMain } from './steps.mjs';

/** Seconds of processor time for each row. */
const SECONDS = 3;
const CLOCK =
  'data:text/javascript,performance.now = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };';

function run(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} in ${cwd}:\n${stderr || stdout}`);
  return stdout;
}

/** Rates by row. */
function measure(folder) {
  const bench = ['dist/cli/main.js', 'bench', 'loop', '--seconds', String(SECONDS), '--json'];
  const { rows } = JSON.parse(
    run(folder, process.execPath, '--import', CLOCK, ...bench)
      .trim()
      .split('\n')
      .at(-1),
  );
  const own = rows.filter(({ engine }) => engine === 'dawnlab');
  return Object.fromEntries(own.map(({ workload, perSecond }) => [workload, perSecond]));
}

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
};

/** The library as it was, built in a folder of its own with the packages of this one. */
function checkOut(commit, folder) {
  run(ROOT, 'git', 'worktree', 'add', '--detach', folder, commit);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  run(folder, process.execPath, 'scripts/build.mjs');
}

function compare(before, turns) {
  const measured = { before: [], after: [] };
  for (let turn = 0; turn < turns; turn++) {
    measured.before.push(measure(before));
    measured.after.push(measure(ROOT));
    console.log(`turn ${turn + 1} of ${turns}`);
  }
  for (const row of Object.keys(measured.after[0])) {
    const [then, now] = ['before', 'after'].map((which) => measured[which].map((rates) => rates[row]));
    const [medians, best] = [median, (values) => Math.max(...values)].map((of) => of(now) / of(then));
    const rates = [then, now].map((values) => median(values).toFixed(1).padStart(9)).join('');
    console.log(`${row.padEnd(34)}${rates}  ratio ${medians.toFixed(3)}, of the best ${best.toFixed(3)}`);
  }
}

await runMain(() => {
  const [commit, turns = '7'] = process.argv.slice(2);
  if (!commit) throw new Error('Name a commit: node scripts/compare-loop.mjs COMMIT [TURNS]');
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-loop-'));
  const before = join(folder, 'before');
  try {
    checkOut(commit, before);
    compare(before, Number(turns));
  } finally {
    spawnSync('git', ['worktree', 'remove', '--force', before], { cwd: ROOT });
    rmSync(folder, { recursive: true, force: true });
  }
});
