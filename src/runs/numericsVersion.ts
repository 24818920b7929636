/** The version of the code that touches a run's numbers. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileProvenance } from '../policies/fileProvenance.js';

/** The compiled library (or its sources, where tests run those): what really computes. */
const LIBRARY = fileURLToPath(new URL('..', import.meta.url));

/** The folders that touch a run's numbers. Plots and statistics do not: a new figure does not call for new training. */
const NUMERICS = [
  ...['actor', 'agents', 'compute', 'critic', 'diagnostics', 'environments', 'normalization', 'policies', 'residual'],
  ...['training', 'warmup'],
];

const cache = new Map<string, string>();

/**
 * The hash of the numerical folders of a library, and of the versions that it computes with. It is read once: what this
 * process has loaded does not change, whatever happens to the files.
 *
 * @param library folder of the compiled library or of its sources; by default the one that runs
 * @returns 16 hex digits
 */
export function numericsVersion(library = LIBRARY): string {
  const known = cache.get(library);
  if (known) return known;
  const hash = createHash('sha256').update(JSON.stringify(fileProvenance('').versions));
  for (const folder of NUMERICS)
    for (const file of readdirSync(join(library, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/(?<!\.d)\.(js|mjs|ts)$/.test(file))
        hash
          .update(`${folder}/${file}\0`)
          .update(readFileSync(join(library, folder, file)))
          .update('\0');
  const version = hash.digest('hex').slice(0, 16);
  cache.set(library, version);
  return version;
}
