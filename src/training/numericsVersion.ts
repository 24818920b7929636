/**
 * The version of the code that touches a run's numbers.
 *
 * @outsideNumerics it tells versions apart
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from '../files/index.js';

/** The compiled library (or its sources, where tests run those): what really computes. */
const LIBRARY = fileURLToPath(new URL('..', import.meta.url));

const form = z.looseObject({ version: z.string().regex(/^[0-9a-f]{16}$/) });
const NOTE = { kind: 'note of the numerics', advice: 'Run: npm run build' };

const cache = new Map<string, string>();

/**
 * The version that the build noted beside a library: a hash of the modules that training reaches, without comments,
 * layout, types and places, and of the packages that they use. It is read once: what this process has loaded does not
 * change, whatever happens to the files.
 *
 * @param library folder of the compiled library or of its sources; by default the one that runs
 * @returns 16 hex digits
 * @throws Error when the build has noted none; DamagedFileError when the note is damaged
 */
export function numericsVersion(library = LIBRARY): string {
  const known = cache.get(library);
  if (known) return known;
  const file = join(library, 'numerics.json');
  if (!existsSync(file)) throw new Error(`There is no ${file}, which says what the code computes. Run: npm run build`);
  const { version } = readJson(file, form, NOTE);
  cache.set(library, version);
  return version;
}
