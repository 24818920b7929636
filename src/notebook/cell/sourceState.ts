/** Which sources of the library compute. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The hash of the library's sources: `src` in a clone, `dist` in an installed package.
 *
 * @returns 12 hex digits
 */
export function sourceHash(): string {
  const folder = [join(ROOT, 'src'), join(ROOT, 'dist')].find(existsSync);
  const hash = createHash('sha256');
  if (folder) {
    for (const file of sourceFiles(folder))
      hash.update(relative(folder, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/**
 * The commit that the library stands at.
 *
 * @returns ten hex digits, with `+` where files differ from it; undefined outside git
 */
export function gitCommit(): string | undefined {
  if (!existsSync(join(ROOT, '.git'))) return undefined;
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : '');
  } catch {
    return undefined;
  }
}
