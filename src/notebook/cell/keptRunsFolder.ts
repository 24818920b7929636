/** Where notebooks keep their runs: in the project that they belong to, which outlives its packages. */

import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { writeFileAtomic } from '../../files/index.js';

/** The nearest folder with a package.json, above that of an installed package. */
function projectOf(folder: string): string | undefined {
  const isInstalled = folder.split(sep).includes('node_modules');
  if (!isInstalled && existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectOf(above);
}

/**
 * Where the runs of a notebook are kept; made where it is not there, and left out of git by a file of its own.
 *
 * @param folder where the notebook lies
 * @returns `.cache/runs` in the project's folder, the nearest with a package.json; in the notebook's own where there is none
 */
export function keptRunsFolder(folder = process.cwd()): string {
  const runs = join(projectOf(folder) ?? folder, '.cache', 'runs');
  const ignore = join(runs, '.gitignore');
  if (!existsSync(ignore)) writeFileAtomic(ignore, '*\n');
  return runs;
}
