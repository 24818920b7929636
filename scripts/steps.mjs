// What the scripts are made of: programs that run in the repository, and steps that are taken once. Plain JavaScript, without
// packages: it runs before `npm ci`.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

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

/**
 * Takes a step of the set-up where it has not been taken, and says how long it took.
 *
 * @param {{title: string, isDone: () => boolean, onDone?: () => void, run: () => void}} step
 */
export function step({ title, isDone, onDone = () => undefined, run: work }) {
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

/** What was noted when a step was taken; undefined where it was not. */
export function readStamp(name) {
  const file = join(ROOT, '.cache', `setup-${name}`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Notes what a step was taken with. */
export function writeStamp(name, hash) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  writeFileSync(join(ROOT, '.cache', `setup-${name}`), hash);
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
