/** The packages that a pinned copy of the code uses: found, not copied, and checked. */

import { existsSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../files/index.js';
import { PACKAGE_ROOT } from './codeIdentity.js';

/** The form of a lock file of npm, as far as versions are compared. */
const packagesForm = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      optional: z.boolean().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});

/** The folder of the packages, which an installed dawnlab shares with others. */
function installedPackages(): string {
  const folders = createRequire(import.meta.url).resolve.paths('zod') ?? [];
  const folder = folders.find((candidate) => existsSync(join(candidate, 'zod')));
  if (!folder) throw new Error(`${PACKAGE_ROOT} has no packages. Install them: npm ci`);
  return realpathSync(folder);
}

/**
 * Lets a copy find the packages, those that travel inside an installed dawnlab before those beside it.
 *
 * @param copy the copy's folder
 * @throws Error when no packages are installed
 */
export function linkPackages(copy: string): void {
  const [beside, inside] = [installedPackages(), join(PACKAGE_ROOT, 'node_modules')];
  symlinkSync(beside, join(copy, 'node_modules'), 'junction');
  if (existsSync(inside) && realpathSync(inside) !== beside)
    symlinkSync(realpathSync(inside), join(copy, 'dist', 'node_modules'), 'junction');
}

/** The packages that npm noted as installed, beside the pinned lock file's. */
function versionsIn(file: string): z.infer<typeof packagesForm>['packages'] {
  return readJson(file, packagesForm, { kind: 'lock file of npm', advice: 'Install the packages again: npm ci.' })
    .packages;
}

/**
 * Checks that the packages which a pinned copy uses are still those of its lock file.
 *
 * @param copy the copy's folder
 * @throws Error naming the first package that differs, and what to do
 */
export function checkPinnedPackages(copy: string): void {
  const [installed, wanted] = [join(copy, 'node_modules', '.package-lock.json'), join(copy, 'package-lock.json')];
  if (!existsSync(installed) || !existsSync(wanted)) return;
  const now = versionsIn(installed);
  for (const [path, { version, optional, dev }] of Object.entries(versionsIn(wanted))) {
    // What only the making of the package needs touches no run.
    if (!path.startsWith('node_modules/') || dev || (optional && !now[path]) || now[path]?.version === version)
      continue;
    throw new Error(
      `The sweep was planned with ${relative('node_modules', path)} ${version}; installed is ` +
        `${now[path]?.version ?? 'none'}. Install the packages of ${wanted}, or plan a new sweep.`,
    );
  }
}
