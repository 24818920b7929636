/**
 * Where `dawnlab setup tensorflow` keeps libtensorflow and its binding: a cache outside the repository, so that several
 * checkouts share half a gigabyte and `npm ci` never depends on it.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../files/index.js';

/** What the library was built for: the processor alone, or NVIDIA GPUs beside it. */
export type TensorflowFlavour = 'cpu' | 'gpu';

/** The libtensorflow that is installed; its kernels decide the numbers. */
export const TENSORFLOW_VERSION = '2.21.0';

/** The npm package that holds the binding's sources; one and the same for both flavours. */
export const BINDING_PACKAGE = '@tensorflow/tfjs-node-gpu';

/**
 * The folder that holds all installations.
 *
 * @returns `$XDG_CACHE_HOME/dawnlab/tensorflow`, by default below `~/.cache`
 */
export function tensorflowCache(): string {
  return join(cacheFolder(), 'tensorflow');
}

/**
 * The folder of one installation.
 *
 * @param flavour processor or GPU
 * @returns its path, whether it exists or not
 */
export function installationFolder(flavour: TensorflowFlavour): string {
  return join(tensorflowCache(), `${TENSORFLOW_VERSION}-${flavour}`);
}

/**
 * The folder of the binding's package in an installation.
 *
 * @param flavour processor or GPU
 * @returns its path, whether it exists or not
 */
export function bindingFolder(flavour: TensorflowFlavour): string {
  return join(installationFolder(flavour), 'node_modules', ...BINDING_PACKAGE.split('/'));
}

/** The newest version of Node's stable native interface that the binding knows; every later Node offers it. */
export const NAPI_VERSION = 8;

/**
 * Whether an installation is there. Setup builds in another folder, so it is there as a whole or not at all.
 *
 * @param flavour processor or GPU
 * @returns true where the native module exists
 */
export function isInstalled(flavour: TensorflowFlavour): boolean {
  return existsSync(join(bindingFolder(flavour), 'lib', `napi-v${NAPI_VERSION}`, 'tfjs_binding.node'));
}
