/**
 * A Python with OGBench on the MuJoCo version of this package: the rival in benchmarks, and its other tasks by their ids.
 *
 * @outsideNumerics it installs
 */

import { join } from 'node:path';
import { hasPinnedPython, interpreterOf, NATIVE_RELEASE, pinnedPython } from '../../environments/index.js';
import { cacheFolder } from '../../files/index.js';
import { OGBENCH_PACKAGE } from './assetFolder.js';

/** Releases of the Python packages. */
export const OGBENCH_PACKAGES = [
  `mujoco==${NATIVE_RELEASE}`,
  `${OGBENCH_PACKAGE.name}==${OGBENCH_PACKAGE.version}`,
] as const;

/**
 * Where it lies.
 *
 * @returns an absolute path, which need not exist
 */
export const ogbenchPythonFolder = () => join(cacheFolder(), 'ogbench-venv');

/**
 * Why it is not there.
 *
 * @returns a sentence with the command that helps; undefined when it is
 */
export function ogbenchPythonMissing(): string | undefined {
  const folder = ogbenchPythonFolder();
  if (hasPinnedPython(folder, OGBENCH_PACKAGES)) return undefined;
  return `There is no ${OGBENCH_PACKAGES.join(', ')} in ${folder}. Set it up with \`dawnlab setup ogbench\`.`;
}

/**
 * Its interpreter.
 *
 * @returns the path, whether it exists or not
 */
export const ogbenchInterpreter = (): string => interpreterOf(ogbenchPythonFolder());

/**
 * Finds or makes it: 0.6 GB.
 *
 * @param say what happens
 * @returns path of its interpreter
 * @throws NoPython where there is no Python or no network
 */
export function ogbenchPython(say: (message: string) => void): Promise<string> {
  const folder = ogbenchPythonFolder();
  return pinnedPython(folder, OGBENCH_PACKAGES, () =>
    say(`Installing ${OGBENCH_PACKAGES.join(', ')} into ${folder}: 0.6 GB, about a minute.`),
  );
}
