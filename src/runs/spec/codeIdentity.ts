/** Which code a process runs: the checkout it stands in, or the copy that a sweep pinned. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fileHash, readJson } from '../../files/index.js';
import { numericsVersion } from '../../training/index.js';

/** Root of the package that runs. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The file that a pinned copy carries in its root. */
export const PIN_FILE = 'pin.json';

/** Which code. */
export interface CodeIdentity {
  /** {@link numericsVersion}. */
  readonly numerics: string;
  /** Git commit; `unknown` outside a checkout. */
  readonly commit: string;
  /** SHA-256 of what differs from the commit, untracked files left out; empty for a clean checkout. */
  readonly difference: string;
  /** SHA-256 of the lock file of the packages. */
  readonly lockfile: string;
}

/** The form of a code's identity. */
export const codeForm: z.ZodType<CodeIdentity> = z.looseObject({
  numerics: z.string(),
  commit: z.string(),
  difference: z.string(),
  lockfile: z.string(),
});

function git(...args: string[]): string {
  const options = { cwd: PACKAGE_ROOT, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] as const };
  return execFileSync('git', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
}

function gitState(): Pick<CodeIdentity, 'commit' | 'difference'> {
  // A package inside somebody else's repository is not at that repository's commit.
  if (!existsSync(join(PACKAGE_ROOT, '.git'))) return { commit: 'unknown', difference: '' };
  try {
    const difference = git('diff', 'HEAD', '--', '.', ':!data/results', ':!notebooks');
    return {
      commit: git('rev-parse', '--short=12', 'HEAD').trim(),
      difference: difference && createHash('sha256').update(difference).digest('hex'),
    };
  } catch {
    return { commit: 'unknown', difference: '' };
  }
}

/**
 * The code that this process runs.
 *
 * @returns numerics, commit, differences, lock file; for a pinned copy as they were when it was made
 */
export function codeIdentity(): CodeIdentity {
  const pin = join(PACKAGE_ROOT, PIN_FILE);
  if (existsSync(pin))
    return readJson(pin, codeForm, { kind: 'identity of pinned code', advice: 'Plan the sweep with --repin.' });
  const lockfile = join(PACKAGE_ROOT, 'package-lock.json');
  return {
    numerics: numericsVersion(),
    ...gitState(),
    lockfile: existsSync(lockfile) ? fileHash(lockfile) : '',
  };
}

/**
 * The version of the code in a word.
 *
 * @param code the code
 * @returns the commit, with `+` when files differ from it
 */
export function commitText({ commit, difference }: CodeIdentity): string {
  return commit + (difference ? '+' : '');
}
