/** Checks of the machine: Node, Python with JupyterLab, GPU, browser. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, check } from './check.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Looks at the machine.
 *
 * @returns one result for each part
 */
export function checkMachine(): Promise<Check[]> {
  return Promise.all([
    check('Node', 'Install Node 20.19 or newer, or 22.12 or newer.', nodeVersion),
    check(
      'Processor',
      '',
      () => `${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    ),
    check('GPU', 'Not needed: training is compiled for the processor.', gpu, 'absent'),
    check(
      'Python',
      'Only JupyterLab needs it: install Python 3.10 or newer (headless runs need none).',
      python,
      'absent',
    ),
    check('JupyterLab', "Run 'npm start': it installs JupyterLab into .venv.", jupyterLab, 'absent'),
    check('Browser', 'Only a test looks for it: install chromium to see published pages checked.', browser, 'absent'),
  ]);
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (!fits) throw new Error(`${process.version} cannot require ES modules, which the kernel needs`);
  return process.version;
}

function gpu(): string {
  const query = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader'];
  return said('nvidia-smi', query, 'no NVIDIA driver (nvidia-smi)').split('\n').join('; ');
}

function python(): string {
  return said('python3', ['--version'], 'no python3 on the PATH');
}

function jupyterLab(): string {
  const folder = process.platform === 'win32' ? 'Scripts' : 'bin';
  const program = join(ROOT, '.venv', folder, 'jupyter-lab');
  return `${said(program, ['--version'], 'no .venv in the repository')} in .venv`;
}

function browser(): string {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const found = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) =>
    existsSync(file),
  );
  if (!found) throw new Error('no chromium or chrome on the PATH');
  return found;
}

function said(program: string, args: readonly string[], otherwise: string): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    }).trim();
  } catch {
    throw new Error(otherwise);
  }
}
