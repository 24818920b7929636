/**
 * Measures updates on a GPU beside PyTorch and JAX on the same one: one seed, 8 and 32 together; and a training of 8 seeds in one
 * program against 8 trainings one after the other.
 *
 *   node scripts/measure-gpu.mjs [--python <path>] [--minutes <minutes>] [--seconds <seconds>] [--workloads <names>]
 *     [--chunks <count>] [--cpu]
 *
 * --python: an interpreter with PyTorch and JAX for the GPU; by default one is made for each, whose JAX is for the processor
 * only and is left out. --minutes: when no further command begins, and the one under way is ended; what is set up comes before
 * and does not count. --cpu: the same on the processor, to see that everything runs. Each command is printed before it runs;
 * one that fails does not stop the others.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setup } from './setup.mjs';
import { ROOT, run, runMain } from './steps.mjs';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '3' },
    workloads: { type: 'string', default: 'W1,W2,W3' },
    chunks: { type: 'string', default: '1600' },
    cpu: { type: 'boolean', default: false },
  },
});
const GPU = options.cpu ? [] : ['--gpu'];
const ENGINES = 'xla,tensorflow,jax,pytorch,pytorch-compile';
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

const failures = [];
const left = { begun: undefined };
/** Milliseconds that are left, once the clock runs. */
const limit = () =>
  left.begun === undefined
    ? undefined
    : Math.floor(60_000 * Number(options.minutes) - (performance.now() - left.begun));

/** Runs a command of dawnlab; returns its seconds, or nothing where it failed or no time is left. */
function dawnlab(args, env = {}) {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `);
  console.log(`\n$ ${settings.join('')}dawnlab ${args.join(' ')}`);
  const start = performance.now();
  try {
    if (limit() !== undefined && limit() < 1_000) throw new Error(`no time is left for '${args.join(' ')}'`);
    run(process.execPath, [MAIN, ...args], env, limit());
    return (performance.now() - start) / 1000;
  } catch (error) {
    console.log(error.message);
    failures.push(error.message);
    return undefined;
  }
}

/** Eight seeds in one program, and one after the other. */
function compareTraining(folder) {
  const knobs = JSON.stringify({ warmupChunks: Math.round(options.chunks / 4), gateHorizonChunks: 1 });
  const schedule = JSON.stringify({ evaluateEvery: Number(options.chunks), finalEpisodes: 25 });
  const changes = ['--knobs', knobs, '--schedule', schedule, '--chunks', options.chunks];
  const task = ['train', '--task', 'gantry-peg', '--agent', 'dawn', '--scale', 'quick', '--engine', 'xla', ...changes];
  const env = { DAWNLAB_BACKEND: options.cpu ? '' : 'gpu' };
  const together = dawnlab([...task, '--seeds', '1-8', '--out', join(folder, 'together')], env);
  const alone = SEEDS.map((seed) => dawnlab([...task, '--seed', `${seed}`, '--out', join(folder, `${seed}`)], env));
  const made = alone.filter((seconds) => seconds !== undefined);
  if (together === undefined || made.length === 0) return;
  const sum = (SEEDS.length / made.length) * made.reduce((total, seconds) => total + seconds, 0);
  console.log(
    `\nTraining ${SEEDS.length} seeds: ${together.toFixed(0)} s in one program, ${sum.toFixed(0)} s one after the other, by ` +
      `${made.length} of them (${(sum / together).toFixed(2)} times as long).`,
  );
}

await runMain(() => {
  setup();
  for (const engine of ['tensorflow', 'xla']) dawnlab(['setup', engine, ...GPU]);
  left.begun = performance.now();
  const python = options.python ? ['--python', options.python] : [];
  const common = [...GPU, ...python, '--threads', '1', '--seconds', options.seconds, '--engines', ENGINES];
  dawnlab(['bench', 'update', ...common, '--workloads', options.workloads]);
  const [first] = options.workloads.split(',');
  for (const seeds of ['8', '32']) dawnlab(['bench', 'update', ...common, '--workloads', first, '--seeds', seeds]);
  const folder = mkdtempSync(join(tmpdir(), 'dawnlab-gpu-'));
  try {
    compareTraining(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (failures.length > 0) throw new Error(`${failures.length} commands failed:\n${failures.join('\n')}`);
});
