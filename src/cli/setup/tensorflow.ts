/** `dawnlab setup tensorflow`: real libtensorflow under @tensorflow/tfjs-node-gpu, in a cache outside the repository. */

import { symlinkSync } from 'node:fs';
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
import { installWhole, removeInstallations } from './installWhole.js';
import { runProgram } from './program.js';
import { refuseEarly } from './refuseEarly.js';
import { unpackWheels } from './wheels.js';

const RECIPE = fileURLToPath(new URL('../../../tensorflow', import.meta.url));
const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));

const ELSEWHERE =
  'Elsewhere, install @tensorflow/tfjs-node 4.22.0 beside dawnlab: it is used where its own binding loads.';

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
    refuseEarly('libtensorflow', flavour === 'gpu', ELSEWHERE, 'dawnlab setup tensorflow');
    await installWhole(folder, (partial) => install(flavour, folder, partial, say));
  }
  say('… checking products, gradients and memory');
  return { folder, found: (await check(flavour)).trim(), built };
}

/** Libraries and headers: a tenth of what is in the wheels. */
const MEMBERS = [
  'tensorflow/libtensorflow',
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/',
  'tensorflow/include/tsl/platform/',
  'tensorflow/include/xla/tsl/',
  'nvidia/',
];

/** The folder with the libraries, also under the names that the binding links to. */
async function takeLibraries(flavour: TensorflowFlavour, folder: string): Promise<string> {
  const requirements = join(RECIPE, `requirements-${flavour}.txt`);
  const room = 'about 1 GB, 6 GB with CUDA';
  const site = await unpackWheels({ what: 'libtensorflow', requirements, members: MEMBERS, room }, folder);
  const libraries = join(site, 'tensorflow');
  symlinkSync('libtensorflow_cc.so.2', join(libraries, 'libtensorflow.so'));
  symlinkSync('libtensorflow_framework.so.2', join(libraries, 'libtensorflow_framework.so'));
  return libraries;
}

async function install(
  flavour: TensorflowFlavour,
  folder: string,
  partial: string,
  say: (message: string) => void,
): Promise<void> {
  say('… the sources of @tensorflow/tfjs-node-gpu, from npm');
  await installPackages(RECIPE, partial);
  say(`… libtensorflow${flavour === 'gpu' ? ' and CUDA (3 GB)' : ' (270 MB)'}, from Python wheels`);
  const libraries = await takeLibraries(flavour, partial);
  say('… building the binding');
  await buildBinding(partial, join(partial, relative(folder, bindingFolder(flavour))), libraries);
}

/**
 * Undoes a setup.
 *
 * @param flavours which installations
 * @returns the folders that were removed
 */
export function removeTensorflow(flavours: readonly TensorflowFlavour[]): string[] {
  return removeInstallations(flavours.map(installationFolder), tensorflowCache());
}
