/**
 * Measures updates on a GPU, against PyTorch and JAX on the same one, and trains the gantry peg once.
 *
 *   node scripts/measure-gpu.mjs [--python <path>] [--seconds <seconds>] [--workloads <names>] [--cpu]
 *
 * --python: an interpreter with PyTorch and JAX for the GPU; by default one is made, whose JAX is for the processor only
 * and is left out. --cpu: the same on the processor, to see that everything runs. Each command is printed before it runs;
 * one that fails does not stop the others.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, run, runMain, setup } from './setup.mjs';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' },
    seconds: { type: 'string', default: '8' },
    workloads: { type: 'string', default: 'W1,W2,W3' },
    cpu: { type: 'boolean', default: false },
  },
});
const GPU = options.cpu ? [] : ['--gpu'];
const ENGINES = 'xla,tensorflow,tensorflow-xla,dawnlab,cuda,webgpu,pytorch,pytorch-compile,jax';

/** The commands in their order, with the environment of each. */
function commands() {
  const python = options.python ? ['--python', options.python] : [];
  const common = [...GPU, ...python, '--threads', '1', '--seconds', options.seconds, '--workloads', options.workloads];
  const bench = ['bench', 'update', ...common, '--engines', ENGINES];
  const train = ['train', '--task', 'gantry-peg', '--agent', 'dawn', '--scale', 'quick', '--engine', 'tensorflow'];
  return [
    { args: ['setup', 'tensorflow', ...GPU] },
    { args: ['setup', 'xla', ...GPU] },
    { args: bench },
    { args: [...bench, '--seeds', '8'] },
    { args: train, env: { DAWNLAB_BACKEND: options.cpu ? 'tensorflow' : 'gpu' } },
  ];
}

await runMain(() => {
  setup();
  const failures = [];
  for (const { args, env = {} } of commands()) {
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `);
    console.log(`\n$ ${settings.join('')}dawnlab ${args.join(' ')}`);
    try {
      run(process.execPath, [join(ROOT, 'dist', 'cli', 'main.js'), ...args], env);
    } catch (error) {
      failures.push(error.message);
    }
  }
  if (failures.length > 0) throw new Error(`${failures.length} commands failed:\n${failures.join('\n')}`);
});
