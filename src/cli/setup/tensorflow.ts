/** `dawnlab setup tensorflow`: real libtensorflow under @tensorflow/tfjs-node-gpu, in a cache outside the repository. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bindingFolder,
  installationFolder,
  isInstalled,
  type TensorflowFlavour,
  tensorflowCache,
} from '../../compute/index.js';
import { buildBinding, installPackages } from './buildBinding.js';
import { runProgram, SetupError } from './program.js';
import { unpackWheels } from './wheels.js';

const RECIPE = fileURLToPath(new URL('../../../tensorflow', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

/** Refuses what cannot work before gigabytes are downloaded. */
function refuseEarly(flavour: TensorflowFlavour): void {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupError(
      `The wheels with libtensorflow that this takes are for Linux x64; this is ${process.platform} ${process.arch}. ` +
        'Elsewhere, install @tensorflow/tfjs-node 4.22.0 beside dawnlab: it is used where its own binding loads.',
    );
  const driver = ['/dev/nvidiactl', '/dev/dxg', '/proc/driver/nvidia/version'].some((file) => existsSync(file));
  if (flavour === 'gpu' && !driver)
    throw new SetupError(
      "No NVIDIA driver is visible here (no /dev/nvidiactl), so that a GPU cannot be used: install the driver, or start the container with its GPU. For the processor: 'dawnlab setup tensorflow'.",
    );
}

/** Checks an installation in a process of its own, in which nothing else of TensorFlow is loaded. */
function check(flavour: TensorflowFlavour): Promise<string> {
  const args = [MAIN, 'setup', 'tensorflow', '--check', ...(flavour === 'gpu' ? ['--gpu'] : [])];
  return runProgram('The check of libtensorflow', process.execPath, args, {
    env: { DAWNLAB_BACKEND: '' },
    advice:
      flavour === 'gpu'
        ? 'TensorFlow 2.21 wants driver 525 or newer and compute capability 6.0 or higher; nvidia-smi shows both. CUDA_VISIBLE_DEVICES may hide the GPU.'
        : "Remove it with 'dawnlab setup tensorflow --remove' and set it up again.",
  });
}

/**
 * Makes libtensorflow usable here; what is there and works stays as it is.
 *
 * @param flavour processor or GPU
 * @param say what happens
 * @returns the installation's folder, and what its check found
 * @throws SetupError saying what failed and what to do
 */
export async function setUpTensorflow(
  flavour: TensorflowFlavour,
  say: (message: string) => void,
): Promise<{ readonly folder: string; readonly found: string; readonly built: boolean }> {
  const folder = installationFolder(flavour);
  const built = !isInstalled(flavour);
  if (built) {
    refuseEarly(flavour);
    await install(flavour, folder, say);
  }
  say('… checking products, gradients and memory');
  return { folder, found: (await check(flavour)).trim(), built };
}

async function install(flavour: TensorflowFlavour, folder: string, say: (message: string) => void): Promise<void> {
  mkdirSync(tensorflowCache(), { recursive: true });
  // Beside its place, so that a setup that is interrupted leaves nothing that looks complete.
  const partial = mkdtempSync(join(tensorflowCache(), `partial-${flavour}-`));
  try {
    say('… the sources of @tensorflow/tfjs-node-gpu, from npm');
    await installPackages(RECIPE, partial);
    say(`… libtensorflow${flavour === 'gpu' ? ' and CUDA (3 GB)' : ' (270 MB)'}, from Python wheels`);
    const libraries = await unpackWheels(join(RECIPE, `requirements-${flavour}.txt`), partial);
    say('… building the binding');
    await buildBinding(partial, join(partial, relative(folder, bindingFolder(flavour))), libraries);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/**
 * Undoes a setup.
 *
 * @param flavours which installations
 * @returns the folders that were removed
 */
export function removeTensorflow(flavours: readonly TensorflowFlavour[]): string[] {
  const removed = flavours.map(installationFolder).filter((folder) => existsSync(folder));
  for (const folder of removed) rmSync(folder, { recursive: true });
  const cache = tensorflowCache();
  if (existsSync(cache) && readdirSync(cache).length === 0) rmdirSync(cache);
  return removed;
}
