/** A Python with Gymnasium-Robotics on the same MuJoCo as here: the oracle of the parity test and the rival of the benchmark. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../files/index.js';
import { ADROIT_PACKAGE } from '../tasks/index.js';
import { hasPinnedPython, pinnedPython } from './pinnedPython.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** What is compared with: releases of the Python packages. */
const GYMNASIUM_PACKAGES = [
  `mujoco==${manifest.dependencies['@mujoco/mujoco']}`,
  `${ADROIT_PACKAGE.name}==${ADROIT_PACKAGE.version}`,
] as const;

const folderOf = () => join(cacheFolder(), 'gymnasium-robotics-venv');

/**
 * Says whether the Python with Gymnasium-Robotics was made here already.
 *
 * @returns why it cannot be used and how it is made, or undefined where it can
 */
export function gymnasiumMissing(): string | undefined {
  const folder = folderOf();
  if (hasPinnedPython(folder, GYMNASIUM_PACKAGES)) return undefined;
  return `no ${GYMNASIUM_PACKAGES.join(', ')} in ${folder} ('dawnlab bench env' and .ci/run make it)`;
}

/**
 * Finds or makes a Python that has Gymnasium-Robotics, in the user's cache.
 *
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoPython where there is no Python or no network
 */
export function gymnasiumPython(say: (message: string) => void): Promise<string> {
  const folder = folderOf();
  return pinnedPython(folder, GYMNASIUM_PACKAGES, () =>
    say(`Installing ${GYMNASIUM_PACKAGES.join(', ')} into ${folder}: about half a minute.`),
  );
}
