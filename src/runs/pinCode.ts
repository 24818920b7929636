/** A copy of the code that a sweep runs with: editing the checkout meanwhile changes nothing. */

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { writeFileAtomic } from '../compute/atomicFile.js';
import { codeIdentity, PACKAGE_ROOT, PIN_FILE } from './codeIdentity.js';
import { numericsVersion } from './numericsVersion.js';

/** What a run reads of the package: the build, the base policies, what names versions. */
const PINNED = ['dist', 'data/policies', 'package.json', 'package-lock.json'];
/** Declarations and maps are for people and compilers. */
const isNeeded = (file: string) => !/\.(d\.ts|map)$/.test(file);

/** The hash of everything that would be copied. */
function pinnedHash(): string {
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
  if (!existsSync(join(PACKAGE_ROOT, 'dist', 'cli', 'main.js')))
    throw new Error(`${PACKAGE_ROOT} has no build to pin. Make it: npm run build`);
  const name = pinnedHash();
  const target = join(folder, name);
  if (existsSync(target)) return name;
  // Complete or not there at all: a copy that was cut off must not be run.
  const making = `${target}.${process.pid}.tmp`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  for (const path of PINNED) {
    cpSync(join(PACKAGE_ROOT, path), join(making, path), { recursive: true, filter: isNeeded });
  }
  symlinkSync(realpathSync(join(PACKAGE_ROOT, 'node_modules')), join(making, 'node_modules'), 'junction');
  const identity = { ...codeIdentity(), numerics: numericsVersion(join(PACKAGE_ROOT, 'dist')) };
  writeFileAtomic(join(making, PIN_FILE), `${JSON.stringify(identity, null, 1)}\n`);
  renameSync(making, target);
  return name;
}

/** The packages that npm noted as installed, beside the pinned lock file's. */
function versionsIn(
  file: string,
): Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>> {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * Checks that the packages which a pinned copy uses are still those of its lock file.
 *
 * @param copy the copy's folder
 * @throws Error naming the first package that differs, and what to do
 */
export function checkPinnedPackages(copy: string): void {
  const installed = join(copy, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return;
  const now = versionsIn(installed);
  for (const [path, { version, optional }] of Object.entries(versionsIn(join(copy, 'package-lock.json')))) {
    if (!path.startsWith('node_modules/') || (optional && !now[path]) || now[path]?.version === version) continue;
    throw new Error(
      `The sweep was planned with ${relative('node_modules', path)} ${version}; installed is ` +
        `${now[path]?.version ?? 'none'}. Install the packages of ${join(copy, 'package-lock.json')}, or plan a new sweep.`,
    );
  }
}
