/**
 * A Python with Gymnasium-Robotics on the same MuJoCo as here: what tasks by a Gymnasium id run in by default, the oracle of
 * the parity test and the rival of the benchmark.
 *
 * @outsideNumerics the versions of packages are in the task's text
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasPinnedPython, interpreterOf, pinnedPython } from '../../environments/index.js';
import { cacheFolder } from '../../files/index.js';
import { ADROIT_PACKAGE } from '../adroit/assetFolder.js';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** Releases of the Python packages. */
export const GYMNASIUM_PACKAGES = [
  `mujoco==${manifest.dependencies['@mujoco/mujoco']}`,
  `${ADROIT_PACKAGE.name}==${ADROIT_PACKAGE.version}`,
] as const;

/**
 * Where it lies; nothing need exist there.
 *
 * @returns an absolute path
 */
export const gymnasiumFolder = () => join(cacheFolder(), 'gymnasium-robotics-venv');

/**
 * Says whether the Python with Gymnasium-Robotics was made here already.
 *
 * @returns why it cannot be used and how it is made, or undefined where it can
 */
export function gymnasiumMissing(): string | undefined {
  const folder = gymnasiumFolder();
  if (hasPinnedPython(folder, GYMNASIUM_PACKAGES)) return undefined;
  return `There is no ${GYMNASIUM_PACKAGES.join(', ')} in ${folder}. Set it up with \`dawnlab setup gymnasium\`.`;
}

/**
 * The interpreter of that Python.
 *
 * @returns its path; undefined where it was not made
 */
export const gymnasiumInterpreter = (): string | undefined =>
  gymnasiumMissing() ? undefined : interpreterOf(gymnasiumFolder());

/**
 * Finds or makes a Python that has Gymnasium-Robotics, in the user's cache.
 *
 * @param say what happens, where it takes long
 * @returns path of the interpreter
 * @throws NoPython where there is no Python or no network
 */
export function gymnasiumPython(say: (message: string) => void): Promise<string> {
  const folder = gymnasiumFolder();
  return pinnedPython(folder, GYMNASIUM_PACKAGES, () =>
    say(`Installing ${GYMNASIUM_PACKAGES.join(', ')} into ${folder}: about half a minute.`),
  );
}
