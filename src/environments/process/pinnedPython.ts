/**
 * A Python with packages of pinned versions: a virtual environment that is made once.
 *
 * @outsideNumerics it installs
 */

import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeFileAtomic } from '../../files/index.js';

const WINDOWS = process.platform === 'win32';
const run = promisify(execFile);

/** Why there is no such Python; the message is for the user. */
export class NoPython extends Error {
  override readonly name = 'NoPython';
}

/**
 * Runs a program, quietly.
 *
 * @param program name or path
 * @param args its arguments
 * @param otherwise what its failure means
 * @param env environment variables beside those of this process
 * @returns what it wrote to its standard output
 * @throws NoPython with the program's last line
 */
export async function attempt(
  program: string,
  args: readonly string[],
  otherwise: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const { stdout } = await run(program, [...args], { env: { ...process.env, ...env } });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    const reason = (stderr || message).trim().split('\n').at(-1);
    throw new NoPython(`${otherwise}: ${reason}`, { cause: error });
  }
}

// Written last, so that an interrupted installation is made again.
const sealOf = (folder: string, packages: readonly string[]) => join(folder, packages.join('+'));

/**
 * Whether a virtual environment is complete.
 *
 * @param folder where it lies
 * @param packages what must be in it, for instance `torch==2.15.0`
 * @returns true when nothing needs to be installed
 */
export const hasPinnedPython = (folder: string, packages: readonly string[]) => existsSync(sealOf(folder, packages));

/**
 * The interpreter of a virtual environment.
 *
 * @param folder where it lies
 * @returns its path
 */
export const interpreterOf = (folder: string): string =>
  WINDOWS ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');

/**
 * Finds or makes a virtual environment.
 *
 * @param folder where it lies
 * @param packages what is in it, for instance `torch==2.15.0`
 * @param onInstall called before the installation, which may take minutes
 * @returns path of its interpreter
 * @throws NoPython where there is no Python or no network
 */
export async function pinnedPython(
  folder: string,
  packages: readonly string[],
  onInstall: () => void,
): Promise<string> {
  const python = interpreterOf(folder);
  if (hasPinnedPython(folder, packages)) return python;
  onInstall();
  rmSync(folder, { recursive: true, force: true });
  const needs = 'no virtual environment could be made (Debian: apt install python3-venv)';
  await attempt(WINDOWS ? 'python' : 'python3', ['-m', 'venv', folder], needs);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--disable-pip-version-check'];
  await attempt(python, [...pip, ...packages], `pip could not install ${packages.join(', ')}`);
  writeFileAtomic(sealOf(folder, packages), '');
  return python;
}
