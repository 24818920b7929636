/** A Python with PyTorch and JAX: one that the user names, or a throwaway virtual environment with pinned versions. */

import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeFileAtomic } from '../../compute/index.js';

/** The PyTorch that the comparison is made with. */
export const TORCH_VERSION = '2.15.0';

/** The JAX that the comparison is made with. */
export const JAX_VERSION = '0.10.2';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VENV = join(ROOT, '.cache', 'pytorch-venv');
const COMPLETE = join(VENV, `torch-${TORCH_VERSION}-jax-${JAX_VERSION}`);
const PYTHON = process.platform === 'win32' ? join(VENV, 'Scripts', 'python.exe') : join(VENV, 'bin', 'python');

const run = promisify(execFile);

/** Why there is no PyTorch with JAX; the message is for the user. */
export class NoTorch extends Error {
  override readonly name = 'NoTorch';
}

/**
 * Finds or makes a Python that has PyTorch and JAX.
 *
 * @param python an interpreter that has it already; none by default
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoTorch where there is no Python or no network
 */
export async function torchPython(python: string | undefined, say: (message: string) => void): Promise<string> {
  if (python !== undefined) {
    await attempt(python, ['-c', 'import torch'], `${python} has no PyTorch`);
    return python;
  }
  if (existsSync(COMPLETE)) return PYTHON;
  say(
    `Installing PyTorch ${TORCH_VERSION} and JAX ${JAX_VERSION} into .cache/pytorch-venv: some gigabytes on Linux, minutes. Only this comparison needs it.`,
  );
  const start = performance.now();
  rmSync(VENV, { recursive: true, force: true });
  const command = process.platform === 'win32' ? 'python' : 'python3';
  await attempt(
    command,
    ['-m', 'venv', VENV],
    'no virtual environment could be made (Debian: apt install python3-venv)',
  );
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-cache-dir',
    '--disable-pip-version-check',
    `torch==${TORCH_VERSION}`,
    `jax==${JAX_VERSION}`,
  ];
  await attempt(PYTHON, pip, `pip could not install torch ${TORCH_VERSION} and jax ${JAX_VERSION}`);
  writeFileAtomic(COMPLETE, '');
  say(`Installed in ${Math.round((performance.now() - start) / 1000)} s.`);
  return PYTHON;
}

async function attempt(program: string, args: readonly string[], otherwise: string): Promise<void> {
  try {
    await run(program, [...args]);
  } catch (error) {
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
    const reason = (stderr || message).trim().split('\n').at(-1);
    throw new NoTorch(`${otherwise}: ${reason}`, { cause: error });
  }
}
