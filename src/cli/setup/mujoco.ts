/** `dawnlab assets mujoco`: MuJoCo's own library, from its wheel, in a cache outside the repository. */

import { fileURLToPath } from 'node:url';
import { mujocoLibrary, NATIVE_RELEASE, nativeFolder, nativeMissing } from '../../environments/index.js';
import { cacheFolder } from '../../files/index.js';
import { installWhole, removeInstallations } from './installWhole.js';
import { runProgram } from './program.js';
import { unpackWheels } from './wheels.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
/** The list stays in src: the compiler copies TypeScript alone. */
const REQUIREMENTS = fileURLToPath(new URL('../../../src/cli/setup/mujoco.txt', import.meta.url));

/**
 * Checks the library in a process of its own, which it may take with it.
 *
 * @returns what was found, as a sentence
 * @throws SetupError naming what is wrong
 */
export async function checkMujoco(): Promise<string> {
  const advice = "Remove it with 'dawnlab assets mujoco --remove' and fetch it again.";
  const found = await runProgram('The check of MuJoCo', process.execPath, [MAIN, 'assets', 'mujoco', '--check'], {
    advice,
  });
  return found.trim();
}

/**
 * Makes the native physics usable here; what is there and works stays as it is.
 *
 * @param say what happens
 * @returns the library's folder, what its check found, and whether it was fetched
 * @throws SetupError saying what failed and what to do
 */
export async function setUpMujoco(
  say: (message: string) => void,
): Promise<{ readonly folder: string; readonly found: string; readonly built: boolean }> {
  const { member, tags } = mujocoLibrary();
  const folder = nativeFolder();
  const built = nativeMissing() !== undefined;
  if (built) {
    say(`… the library of MuJoCo ${NATIVE_RELEASE} (30 MB), from its Python wheel`);
    const members = [member, `mujoco-${NATIVE_RELEASE}.dist-info/`];
    const selection = { what: 'MuJoCo', requirements: REQUIREMENTS, members, room: '0.1 GB', platforms: tags };
    await installWhole(folder, async (partial) => void (await unpackWheels(selection, partial)));
  }
  say('… checking physics, snapshots and parity with WebAssembly');
  return { folder, found: await checkMujoco(), built };
}

/**
 * Undoes it.
 *
 * @returns the folders that were removed
 */
export function removeMujoco(): string[] {
  return removeInstallations([nativeFolder()], cacheFolder());
}
