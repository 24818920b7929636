/** `dawnlab setup xla`: a PJRT plugin, which compiles programs with XLA, in a cache outside the repository. */

import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import {
  isXlaInstalled,
  programFolder,
  XLA_PLUGINS,
  type XlaFlavour,
  xlaCache,
  xlaDigestFile,
  xlaFolder,
} from '../../compute/index.js';
import { installWhole, removeInstallations } from './installWhole.js';
import { runProgram } from './program.js';
import { refuseEarly } from './refuseEarly.js';
import { unpackWheels } from './wheels.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
/** The lists stay in src: the compiler copies TypeScript alone. */
const requirementsOf = (flavour: XlaFlavour) =>
  fileURLToPath(new URL(`../../../src/cli/setup/xla-${flavour}.txt`, import.meta.url));

/** Checks a plugin in a process of its own, which it may take with it. */
function check(flavour: XlaFlavour): Promise<string> {
  const args = [MAIN, 'setup', 'xla', '--check', ...(flavour === 'gpu' ? ['--gpu'] : [])];
  return runProgram('The check of XLA', process.execPath, args, {
    env: { DAWNLAB_BACKEND: '' },
    advice:
      flavour === 'gpu'
        ? 'CUDA 12 wants driver 525 or newer; nvidia-smi shows it. CUDA_VISIBLE_DEVICES may hide the GPU.'
        : "Remove it with 'dawnlab setup xla --remove' and set it up again.",
  });
}

async function install(flavour: XlaFlavour, partial: string): Promise<void> {
  const { library } = XLA_PLUGINS[flavour];
  const members = [`${library.slice(0, -1).join('/')}/`, 'nvidia/'];
  const room = '0.3 GB, 5 GB with CUDA';
  const site = await unpackWheels({ what: 'XLA', requirements: requirementsOf(flavour), members, room }, partial);
  const digest = createHash('sha256');
  await pipeline(createReadStream(join(site, ...library)), digest);
  writeFileSync(join(partial, xlaDigestFile), `${digest.digest('hex')}\n`);
}

/**
 * Makes XLA usable here; what is there and works stays as it is.
 *
 * @param flavour processor or GPU
 * @param say what happens
 * @returns the installation's folder, and what its check found
 * @throws SetupError saying what failed and what to do
 */
export async function setUpXla(
  flavour: XlaFlavour,
  say: (message: string) => void,
): Promise<{ readonly folder: string; readonly found: string; readonly built: boolean }> {
  const folder = xlaFolder(flavour);
  const built = !isXlaInstalled(flavour);
  if (built) {
    const isForGpu = flavour === 'gpu';
    refuseEarly('XLA', isForGpu, 'Elsewhere, the engine onnx runs what XLA would.', 'dawnlab setup xla');
    say(`… the plugin ${XLA_PLUGINS[flavour].source}${isForGpu ? ' and CUDA (3 GB)' : ' (63 MB)'}, from Python wheels`);
    await installWhole(folder, (partial) => install(flavour, partial));
  }
  say('… checking products, gradients and memory');
  return { folder, found: (await check(flavour)).trim(), built };
}

/**
 * Undoes a setup. Compiled programs go with it.
 *
 * @param flavours which installations
 * @returns the folders that were removed
 */
export function removeXla(flavours: readonly XlaFlavour[]): string[] {
  return removeInstallations([...flavours.map(xlaFolder), programFolder()], xlaCache());
}
