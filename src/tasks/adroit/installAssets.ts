/** Fetches Adroit's models: pip downloads the package's wheel, its hash is checked, the MJCF is unpacked and prepared. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadWasm } from '../../environments/index.js';
import { writeFileAtomic } from '../../files/index.js';
import { ADROIT_NAMES, ADROIT_PACKAGE, adroitFolder } from './assetFolder.js';
import { pictureModel } from './pictureModel.js';
import { inlineIncludes, withoutPictures } from './trainingModel.js';

const run = promisify(execFile);
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const ASSETS = 'gymnasium_robotics/envs/assets';

/** The interpreter's last words, which name the fault. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n').at(-1) as string;
}

/** Downloads the wheel alone: none of what the package depends on is needed. */
async function download(folder: string, python: string): Promise<string> {
  const { name, version } = ADROIT_PACKAGE;
  const pip = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
  ];
  try {
    await run(python, [...pip, '--dest', folder, `${name}==${version}`]);
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
function checkHash(file: string): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found === ADROIT_PACKAGE.sha256) return;
  throw new Error(
    `${file} has SHA-256 ${found}, expected ${ADROIT_PACKAGE.sha256}: it is not the wheel that dawnlab was tested with.`,
  );
}

/**
 * Fetches the models into the cache; what is there is replaced.
 *
 * @param options `python`: an interpreter with pip; `python3` by default. `wheel`: a wheel that is here already
 * @returns the folder
 * @throws Error when Python, pip or the network is missing, or the wheel has another hash
 */
export async function installAdroitAssets(
  options: { readonly python?: string; readonly wheel?: string } = {},
): Promise<string> {
  const { python = PYTHON } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'dawnlab-adroit-'));
  try {
    const wheel = options.wheel ?? (await download(scratch, python));
    checkHash(wheel);
    // A wheel is a zip archive.
    const unpacked = join(scratch, 'package');
    await run(python, ['-m', 'zipfile', '-e', wheel, unpacked]);
    const read = (file: string): string => readFileSync(join(unpacked, ASSETS, file), 'utf8');
    const target = adroitFolder();
    const mujoco = await loadWasm();
    for (const name of ADROIT_NAMES) {
      const xml = inlineIncludes(read(`adroit_hand/adroit_${name}.xml`), (file) => read(`adroit_hand/${file}`));
      const bare = withoutPictures(xml);
      writeFileAtomic(join(target, `${name}.xml`), bare);
      writeFileAtomic(join(target, `${name}.json`), JSON.stringify(pictureModel(mujoco, bare)));
    }
    writeFileAtomic(join(target, 'LICENSE.md'), read('LICENSE.md'));
    return target;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
