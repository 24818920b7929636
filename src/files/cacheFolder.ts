/**
 * Where what belongs to other packages is kept: outside the repository, so that several checkouts share it.
 *
 * @outsideNumerics it says where things lie
 */

import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * This project's part of the user's cache; nothing need exist there.
 *
 * @param env environment variables; `XDG_CACHE_HOME` replaces `~/.cache`
 * @returns an absolute path
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dawnlab');
}
