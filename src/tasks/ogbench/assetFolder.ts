/** Where OGBench's models lie: in the user's cache, never in the repository, for they belong to another package. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../files/index.js';
import type { PinnedWheel } from '../pinnedWheel.js';

/** The Python package that carries the models (MIT; arm and gripper BSD), and the hash of its one wheel. */
export const OGBENCH_PACKAGE: PinnedWheel = {
  name: 'ogbench',
  version: '1.2.2',
  sha256: 'e0f809be281f2e222283283a300a5cf04fbd6947a6a7b84846fb9da2c30a088d',
};

/** OGBench's names of the suites that are here, and how many cubes each has. */
export const CUBES = { single: 1, double: 2 } as const;

/** One of them. */
export type CubeSuite = keyof typeof CUBES;

/** Raised when what is unpacked changes, so that an older cache is not taken for a present one. */
const LAYOUT = 1;

/**
 * The folder of the prepared models; nothing need exist there.
 *
 * @param env environment variables; `XDG_CACHE_HOME` replaces `~/.cache`
 * @returns an absolute path
 */
export function ogbenchFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), `ogbench-${OGBENCH_PACKAGE.version}-${LAYOUT}`);
}

/** Written last: it marks a complete folder. */
export const OGBENCH_LICENCE = 'LICENSES.txt';

/**
 * Why the cubes cannot run here.
 *
 * @param folder where the models should lie
 * @returns a sentence with the command that helps, or undefined when they can
 */
export function ogbenchMissing(folder = ogbenchFolder()): string | undefined {
  if (existsSync(join(folder, OGBENCH_LICENCE))) return undefined;
  const { name, version } = OGBENCH_PACKAGE;
  return (
    `The cubes of OGBench need the models of ${name} ${version}, which are not in ${folder}. ` +
    'Fetch them with `dawnlab assets ogbench` (9 MB, needs Python 3 with pip).'
  );
}

/**
 * Reads the prepared model of a suite.
 *
 * @param suite which
 * @returns an MJCF document that names no other file
 * @throws Error with the command that fetches the models when they are missing
 */
export function readCubeModel(suite: CubeSuite): string {
  const missing = ogbenchMissing();
  if (missing) throw new Error(missing);
  return readFileSync(join(ogbenchFolder(), `${suite}.xml`), 'utf8');
}
