/** A machine on which nothing was set up. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/**
 * Gives each test of a file a cache of its own, and no engine by the environment.
 *
 * @returns where the present test's cache lies
 */
export function emptyCache(): () => string {
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'dawnlab-cache-'));
    vi.stubEnv('XDG_CACHE_HOME', cache);
    vi.stubEnv('DAWNLAB_BACKEND', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(cache, { recursive: true });
  });
  return () => cache;
}
