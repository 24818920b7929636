/** Where a result was computed. */

import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * The machine, in words.
 *
 * @returns processor model, number of cores, platform
 */
export function hardware(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${process.platform}-${process.arch}`;
}

/**
 * The version of the code.
 *
 * @returns the git commit, with `+` when files under version control have changes, or `unknown` outside a checkout
 */
export function codeVersion(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return (
      git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'data/policies') ? '+' : '')
    );
  } catch {
    return 'unknown';
  }
}
