/** Takes libraries from pinned Python wheels. */

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.js';

/** The interpreter that the wheels are tagged for. It need not be the one that downloads them. */
const WHEEL_TAGS = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--abi', 'none'];
/** pip matches these names exactly. */
const LINUX_X64 = ['manylinux_2_27', 'manylinux_2_17', 'manylinux2014', 'manylinux_2_12', 'manylinux2010'].map(
  (name) => `${name}_x86_64`,
);

/** Reads some members of wheels, by how their names begin. */
const UNPACK = `
import json, sys, zipfile
folder, wanted, *wheels = sys.argv[1:]
for wheel in wheels:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(json.loads(wanted)))])
`;

/** What to take, and what for. */
export interface WheelSelection {
  /** Subject of a message. */
  readonly what: string;
  /** File of exact versions and digests. */
  readonly requirements: string;
  /** How the names of the files begin that are unpacked. */
  readonly members: readonly string[];
  /** Room that this needs, for a message. */
  readonly room: string;
  /** What pip calls the platforms that they are for; Linux x64 by default. */
  readonly platforms?: readonly string[];
}

/** A Python with pip: the one on the PATH, else a throwaway virtual environment of it. */
async function pythonWithPip(folder: string): Promise<string> {
  const advice = 'Install Python 3 with pip (Debian: apt install python3-pip, or python3-venv).';
  try {
    await runProgram('pip', 'python3', ['-m', 'pip', '--version'], { advice });
    return 'python3';
  } catch {
    const environment = join(folder, 'python');
    await runProgram('A Python with pip', 'python3', ['-m', 'venv', environment], { advice });
    return join(environment, 'bin', 'python');
  }
}

/**
 * Downloads wheels with pip, checks their digests and unpacks what is wanted of them.
 *
 * @param selection which wheels, and which of their files
 * @param folder where to work
 * @returns the folder `site` in it, with what was unpacked
 * @throws SetupError without Python, pip or network
 */
export async function unpackWheels(
  { what, requirements, members, room, platforms = LINUX_X64 }: WheelSelection,
  folder: string,
): Promise<string> {
  const python = await pythonWithPip(folder);
  const wheels = join(folder, 'wheels');
  const site = join(folder, 'site');
  mkdirSync(site, { recursive: true });
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const selection = [
    '--only-binary',
    ':all:',
    ...WHEEL_TAGS,
    ...platforms.flatMap((name) => ['--platform', name]),
    '--dest',
    wheels,
    '--requirement',
    requirements,
  ];
  await runProgram(`The download of ${what}`, python, [...pip, ...selection], {
    advice: 'pip must reach its package index: look at the network, or at pip config for a proxy or a mirror.',
  });
  const files = readdirSync(wheels).map((file) => join(wheels, file));
  await runProgram('Unpacking the wheels', python, ['-c', UNPACK, site, JSON.stringify(members), ...files], {
    advice: `Look at the free space in the cache: ${room}.`,
  });
  rmSync(wheels, { recursive: true });
  return site;
}
