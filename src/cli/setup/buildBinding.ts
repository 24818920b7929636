/** Builds the binding of @tensorflow/tfjs-node-gpu from the sources in its npm package. */

import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { NAPI_VERSION } from '../../compute/index.js';
import { runProgram } from './program.js';

/** The folder with Node's own headers; without it node-gyp downloads them. */
function nodeHeaders(): string[] {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/**
 * Installs the binding's package with what builds it, and no script of theirs.
 *
 * @param recipe folder with package.json, its lock file and the stand-ins for tfjs
 * @param folder where to install
 * @throws SetupError without npm or network
 */
export async function installPackages(recipe: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'tfjs', 'tfjs-core'])
    cpSync(join(recipe, name), join(folder, name), { recursive: true });
  await runProgram(
    'The download of @tensorflow/tfjs-node-gpu',
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      cwd: folder,
      advice: 'npm must reach its registry: look at the network, or at npm config for a proxy.',
    },
  );
}

/**
 * Compiles and links the native module.
 *
 * @param folder with the installed packages
 * @param packageFolder the binding's package in it
 * @param libraries folder with libtensorflow and its headers
 * @throws SetupError without a compiler or Node's headers
 */
export async function buildBinding(folder: string, packageFolder: string, libraries: string): Promise<void> {
  const dependencies = join(packageFolder, 'deps');
  mkdirSync(dependencies, { recursive: true });
  // As a whole folder: the libraries find each other, and CUDA, relative to where they really lie.
  symlinkSync(relative(dependencies, libraries), join(dependencies, 'lib'));
  symlinkSync(relative(dependencies, join(libraries, 'include')), join(dependencies, 'include'));
  const gyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const settings = {
    module_name: 'tfjs_binding',
    module_path: join(packageFolder, 'lib', `napi-v${NAPI_VERSION}`),
    napi_build_version: NAPI_VERSION,
  };
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  await runProgram('Building the binding', process.execPath, [gyp, 'rebuild', ...nodeHeaders(), ...flags], {
    cwd: packageFolder,
    advice:
      'It needs a C++ compiler, make and Python 3 (Debian: apt install g++ make python3), and Node with its headers ' +
      '(<prefix>/include/node, part of the official archives and packages) or a network from which node-gyp gets them.',
  });
}
