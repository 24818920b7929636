// Sets up what is missing, step by step, and says what each step took. Plain JavaScript: it runs before `npm ci`.
//
// A step is repeated only when its inputs changed; their hash is kept in .cache/setup-<step>.
// Usage: node scripts/setup.mjs [--jupyter]

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { JUPYTER_STEP, venvProgram } from './jupyter.mjs';
import { hashOf, ROOT, readStamp, run, runMain, step, writeStamp } from './steps.mjs';

/** Milliseconds that `npm test` waits for each of what is optional at most. */
const OPTIONAL_LIMIT = 180_000;

/**
 * Brings the repository to a state in which everything runs.
 *
 * @param {{jupyter?: boolean, adroit?: boolean}} options `jupyter`: also the Python environment with JupyterLab; `adroit`:
 * also the models of the Adroit tasks, by default
 */
export function setup({ jupyter = false, adroit = true } = {}) {
  installPackages();
  buildLibrary();
  if (jupyter) step(JUPYTER_STEP);
  if (adroit) fetchAdroit();
}

/** Compiles the library where its sources have changed since. */
export function buildLibrary() {
  const built = ['src', 'scripts/build.mjs', 'scripts/numerics.mjs', 'tsconfig.json', 'tsconfig.build.json'];
  const sources = hashOf([...built, 'package-lock.json']);
  step({
    title: 'build of the library',
    isDone: () => existsSync(join(ROOT, 'dist', 'numerics.json')) && readStamp('build') === sources,
    onDone: () => writeStamp('build', sources),
    run: () => run(process.execPath, ['scripts/build.mjs']),
  });
}

/** Installs the npm packages where they are not those of the lock file. */
export function installPackages() {
  requireNode();
  step({
    title: 'npm packages',
    isDone: packagesInstalled,
    run: () =>
      run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  });
}

/**
 * Sets up libtensorflow and XLA for the processor and MuJoCo's own library, which are optional: where one cannot be had, a notice says so and the
 * tests on it are skipped. They lie in a cache outside the repository, so that this happens once on a machine.
 */
export async function setupOptional() {
  const dist = (...path) => join(ROOT, 'dist', ...path);
  const load = (...folder) => import(pathToFileURL(dist(...folder, 'installation.js')).href);
  const { isInstalled } = await load('compute', 'engines', 'tensorflow');
  const { isXlaInstalled } = await load('compute', 'engines', 'xla');
  const { nativeMissing } = await load('environments', 'physics', 'native');
  const wanted = [
    { command: ['setup', 'tensorflow'], title: 'libtensorflow, for its own tests', isDone: () => isInstalled('cpu') },
    { command: ['setup', 'xla'], title: 'XLA, for its own tests', isDone: () => isXlaInstalled('cpu') },
    { command: ['assets', 'mujoco'], title: 'native MuJoCo, for its own tests', isDone: () => !nativeMissing() },
  ];
  for (const { command, title, isDone } of wanted) {
    try {
      const args = [dist('cli', 'main.js'), ...command];
      step({ title, isDone, run: () => run(process.execPath, args, {}, OPTIONAL_LIMIT) });
    } catch (error) {
      console.log(`– ${title}: not here, so that they are skipped. ${error.message}`);
    }
  }
}

/** Fetches the models of the Adroit tasks: where there is no Python or no network, everything else runs without them. */
export function fetchAdroit() {
  const sources = hashOf(['src/tasks/adroit']);
  const [known, licence = ''] = (readStamp('adroit') ?? '').split('\n');
  try {
    step({
      title: 'models of the Adroit tasks',
      isDone: () => known === sources && existsSync(licence),
      run: () => {
        const python = existsSync(venvProgram('python')) ? ['--python', venvProgram('python')] : [];
        const args = [join('dist', 'cli', 'main.js'), 'assets', 'adroit', '--json', ...python];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
        if (status !== 0) throw new Error(stderr.trim());
        const { folder } = JSON.parse(stdout.trim().split('\n').at(-1));
        writeStamp('adroit', `${sources}\n${join(folder, 'LICENSE.md')}`);
      },
    });
  } catch (error) {
    console.log(`– not fetched, so that the Adroit tasks and their tests are left out: ${error.message}`);
  }
}

// npm notes what it installed in node_modules/.package-lock.json. Optional packages for other machines may be absent.
function packagesInstalled() {
  const file = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(file)) return false;
  const installed = JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (!path.startsWith('node_modules/')) return true;
    return installed[path] ? installed[path].version === version : Boolean(optional);
  });
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  throw new Error(
    `dawnlab needs Node 20.19 or newer, or 22.12 or newer; this is ${process.version}. See https://nodejs.org.`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(() => setup({ jupyter: process.argv.includes('--jupyter') }));
}
