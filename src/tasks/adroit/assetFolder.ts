/** Where Adroit's models lie: in the user's cache, never in the repository, for they belong to another package. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../files/index.js';

/** The Python package that carries the models (code MIT, models Apache-2.0), and the hash of its one wheel. */
export const ADROIT_PACKAGE = {
  name: 'gymnasium-robotics',
  version: '1.4.2',
  sha256: 'a1743530431cb377e6b3b956d284bc96436fc68bac1648ef205054c178e7dc4b',
} as const;

/** Names of the four tasks in the package. */
export const ADROIT_NAMES = ['door', 'hammer', 'pen', 'relocate'] as const;

/** One of the four. */
export type AdroitName = (typeof ADROIT_NAMES)[number];

/** Raised when what is unpacked changes, so that an older cache is not taken for a present one. */
const LAYOUT = 2;

/**
 * The folder of the unpacked models; nothing need exist there.
 *
 * @param env environment variables; `XDG_CACHE_HOME` replaces `~/.cache`
 * @returns an absolute path
 */
export function adroitFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), `adroit-${ADROIT_PACKAGE.version}-${LAYOUT}`);
}

/**
 * Why the Adroit tasks cannot run here.
 *
 * @param folder where the models should lie
 * @returns a sentence with the command that helps, or undefined when they can
 */
export function adroitMissing(folder = adroitFolder()): string | undefined {
  // The licence is unpacked last: it marks a complete folder.
  if (existsSync(join(folder, 'LICENSE.md'))) return undefined;
  const { name, version } = ADROIT_PACKAGE;
  return (
    `The Adroit tasks need the models of ${name} ${version}, which are not in ${folder}. ` +
    'Fetch them with `dawnlab assets adroit` (26 MB, needs Python 3 with pip).'
  );
}

/**
 * Reads an unpacked file.
 *
 * @param file for instance `door.xml`
 * @returns its text
 * @throws Error with the command that fetches the models when they are missing
 */
export function readAdroitAsset(file: string): string {
  const missing = adroitMissing();
  if (missing) throw new Error(missing);
  return readFileSync(join(adroitFolder(), file), 'utf8');
}
