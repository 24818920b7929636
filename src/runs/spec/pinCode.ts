/** A copy of the code that a sweep runs with: editing the checkout meanwhile changes nothing. */

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, readJson, writeFileAtomic } from '../../files/index.js';
import { numericsVersion } from '../../training/index.js';
import { type CodeIdentity, codeForm, codeIdentity, PACKAGE_ROOT, PIN_FILE } from './codeIdentity.js';
import { linkPackages } from './pinnedPackages.js';

/** What a run reads of the package: the build, the base policies, what names versions. */
const PINNED = ['dist', 'data/policies', 'package.json', 'package-lock.json'].filter((path) =>
  existsSync(join(PACKAGE_ROOT, path)),
);
/** Declarations and maps are for people and compilers. */
const isNeeded = (file: string) => !/\.(d\.ts|map)$/.test(file);

/**
 * The name that a copy of the present code has: the hash of everything that would be copied.
 *
 * @returns 12 hex digits
 * @throws Error when the package was not built
 */
export function pinName(): string {
  if (!existsSync(join(PACKAGE_ROOT, 'dist', 'index.js')))
    throw new Error(`${PACKAGE_ROOT} has no build to pin. Make it: npm run build`);
  const hash = createHash('sha256');
  for (const path of PINNED) {
    const full = join(PACKAGE_ROOT, path);
    const files = statSync(full).isDirectory() ? readdirSync(full, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files)
      if (isNeeded(file) && statSync(join(full, file)).isFile())
        hash
          .update(`${path}/${file}\0`)
          .update(readFileSync(join(full, file)))
          .update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

/**
 * Copies the code that this process runs, once.
 *
 * @param folder where copies lie, one per version
 * @returns the copy's name in that folder
 * @throws Error when the package was not built
 */
export function pinCode(folder: string): string {
  const name = pinName();
  const target = join(folder, name);
  if (existsSync(target)) return name;
  // Complete or not there at all: a copy that was cut off must not be run.
  const making = `${target}.${process.pid}.tmp`;
  rmSync(making, { recursive: true, force: true });
  makeFolder(making);
  for (const path of PINNED)
    cpSync(join(PACKAGE_ROOT, path), join(making, path), { recursive: true, filter: isNeeded });
  linkPackages(making);
  const identity = { ...codeIdentity(), numerics: numericsVersion(join(PACKAGE_ROOT, 'dist')) };
  writeFileAtomic(join(making, PIN_FILE), `${JSON.stringify(identity, null, 1)}\n`);
  renameSync(making, target);
  return name;
}

/**
 * Which code a copy holds.
 *
 * @param copy the copy's folder
 * @returns its identity
 * @throws Error when there is no such copy
 */
export function pinnedCode(copy: string): CodeIdentity {
  const file = join(copy, PIN_FILE);
  if (!existsSync(file))
    throw new Error(`The code that the sweep was planned with is not in ${copy} any more. Plan it with --repin.`);
  return readJson(file, codeForm, { kind: 'identity of pinned code', advice: 'Plan the sweep with --repin.' });
}

/**
 * A script of a copy that makes runs.
 *
 * @param copy the copy's folder
 * @param path below its `dist/runs`, for instance `worker/runWorker.js`
 * @returns the absolute path
 * @throws Error when the copy is older than this way of making runs
 */
export function pinnedScript(copy: string, path: 'worker/runWorker.js' | 'slurm/arrayTask.js'): string {
  const worker = join(copy, 'dist', 'runs', path);
  if (existsSync(worker)) return worker;
  throw new Error(`The code in ${copy}, which the sweep was planned with, is too old to run. Plan with --repin.`);
}
