// Sets up what is missing, step by step, and says what each step took. Plain JavaScript: it runs before `npm ci`.
//
// A step is repeated only when its inputs changed; their hash is kept in .cache/setup-<step>.
// Usage: node scripts/setup.mjs [--jupyter]

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The pinned JupyterLab; only `npm start` with a display needs it. */
const JUPYTERLAB = '4.6.6';

/** Milliseconds that `npm test` waits for each of what is optional at most. */
const OPTIONAL_LIMIT = 180_000;

const WINDOWS = process.platform === 'win32';
const VENV = join(ROOT, '.venv');

/** Programs of the virtual environment. */
export const venvProgram = (name) => join(VENV, WINDOWS ? 'Scripts' : 'bin', WINDOWS ? `${name}.exe` : name);

/**
 * Brings the repository to a state in which everything runs.
 *
 * @param {{jupyter?: boolean, adroit?: boolean}} options `jupyter`: also the Python environment with JupyterLab; `adroit`:
 * also the models of the Adroit tasks, by default
 */
export function setup({ jupyter = false, adroit = true } = {}) {
  installPackages();
  buildLibrary();
  if (jupyter)
    step({
      title: `JupyterLab ${JUPYTERLAB} in .venv`,
      isDone: () => existsSync(venvProgram('jupyter-lab')) && readStamp('jupyter') === JUPYTERLAB,
      onDone: () => writeStamp('jupyter', JUPYTERLAB),
      run: installJupyter,
    });
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
    run: () => run(WINDOWS ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
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

/**
 * Runs a program in the repository; its output is seen.
 *
 * @param {string} program name or path
 * @param {string[]} args
 * @param {object} [env] environment variables beside those of this process
 * @param {number} [timeout] milliseconds after which it is stopped; none by default
 * @throws Error if it fails
 */
export function run(program, args, env = {}, timeout = undefined) {
  const shell = program.endsWith('.cmd');
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, shell, timeout };
  const { status, signal, error } = spawnSync(program, args, options);
  if (error?.code === 'ETIMEDOUT')
    throw new Error(`'${program} ${args.join(' ')}' took more than ${timeout / 1000} s.`);
  if (error) throw new Error(`${program} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`'${program} ${args.join(' ')}' ended with ${signal ?? `exit code ${status}`}.`);
}

/**
 * The hash of files and folders.
 *
 * @param {string[]} paths relative to the repository; missing ones count as empty
 * @param {string} [salt] what else the result depends on
 */
export function hashOf(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const path of paths) {
    for (const file of filesOf(path))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(ROOT, file)))
        .update('\0');
  }
  return hash.digest('hex');
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

function step({ title, isDone, onDone = () => undefined, run: work }) {
  if (isDone()) {
    console.log(`✓ ${title}: up to date`);
    return;
  }
  console.log(`… ${title}`);
  const start = performance.now();
  work();
  onDone();
  console.log(`✓ ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function readStamp(name) {
  const file = join(ROOT, '.cache', `setup-${name}`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function writeStamp(name, hash) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(join(ROOT, '.cache', `setup-${name}`), hash);
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

function installJupyter() {
  if (!existsSync(venvProgram('python'))) makeVenv();
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `jupyterlab==${JUPYTERLAB}`];
  run(venvProgram('python'), pip);
  // JupyterLab runs a CommonJS file with Node; without this it would take the repository's "type": "module" as its own.
  writeFileSync(join(VENV, 'package.json'), '{ "type": "commonjs" }\n');
}

// Debian's python3 comes without the module that puts pip into a virtual environment.
function makeVenv() {
  const python = WINDOWS ? 'python' : 'python3';
  try {
    run(python, ['-m', 'venv', '--clear', VENV]);
  } catch (error) {
    const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
    if (!debian) {
      throw new Error(
        `${error.message} JupyterLab needs Python 3 with venv (Debian: apt install python3-venv). 'npm start -- --headless' needs no Python.`,
      );
    }
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']);
    run(python, ['-m', 'venv', '--clear', VENV]);
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  throw new Error(
    `dawnlab needs Node 20.19 or newer, or 22.12 or newer; this is ${process.version}. See https://nodejs.org.`,
  );
}

function filesOf(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  const below = (folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const child = `${folder}/${entry.name}`;
      return entry.isDirectory() ? below(child) : [child];
    });
  try {
    // The tests note there what the sources compute; it is made of them.
    return below(path)
      .filter((file) => file !== 'src/numerics.json')
      .sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/**
 * Runs a script's main function and ends the process with a plain message if it fails.
 *
 * @param {() => void | Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(`✗ ${error.message}`);
    process.exitCode ||= 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(() => setup({ jupyter: process.argv.includes('--jupyter') }));
}
