/**
 * A Python package's wheel: pip downloads it, its hash is checked, its files are unpacked. Nothing of it is installed.
 *
 * @outsideNumerics it fetches
 */

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileHash } from '../files/index.js';

const run = promisify(execFile);
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/** A release of a package that is one wheel for all systems. */
export interface PinnedWheel {
  readonly name: string;
  readonly version: string;
  /** The wheel's SHA-256, 64 hex digits. */
  readonly sha256: string;
}

/** Where a wheel comes from. */
export interface WheelSource {
  /** An interpreter with pip; `python3` by default. */
  readonly python?: string;
  /** A wheel that is here already. */
  readonly wheel?: string;
}

/** The interpreter's last words, which name the fault. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n').at(-1) as string;
}

/** Downloads the wheel alone: none of what the package depends on is needed. */
async function download({ name, version }: PinnedWheel, folder: string, python: string): Promise<string> {
  const quiet = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check'];
  const alone = ['--no-deps', '--only-binary', ':all:'];
  try {
    await run(python, [...quiet, ...alone, '--dest', folder, `${name}==${version}`]);
  } catch (error) {
    throw new Error(
      `${name} ${version} could not be downloaded with \`${python} -m pip\`: ${lastLine(error)} ` +
        'It needs Python 3 with pip (Debian: apt install python3-pip) and a network.',
      { cause: error },
    );
  }
  return join(folder, readdirSync(folder)[0]);
}

/** @throws Error when a file is not the one that was pinned */
function checkHash(file: string, { sha256 }: PinnedWheel): void {
  const found = fileHash(file);
  if (found === sha256) return;
  throw new Error(
    `${file} has SHA-256 ${found}, expected ${sha256}: it is not the wheel that dawnlab was tested with.`,
  );
}

/**
 * Lends the files of a wheel.
 *
 * @param pinned which wheel
 * @param source an interpreter, or the wheel itself
 * @param use is given the folder of the unpacked wheel, which is removed when it is done
 * @returns what `use` returned
 * @throws Error when Python, pip or the network is missing, or the wheel has another hash
 */
export async function withWheel<T>(
  pinned: PinnedWheel,
  { python = PYTHON, wheel }: WheelSource,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), `dawnlab-${pinned.name}-`));
  try {
    const file = wheel ?? (await download(pinned, scratch, python));
    checkHash(file, pinned);
    // A wheel is a zip archive.
    const unpacked = join(scratch, 'package');
    await run(python, ['-m', 'zipfile', '-e', file, unpacked]);
    return await use(unpacked);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
