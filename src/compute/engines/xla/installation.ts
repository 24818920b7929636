/**
 * Where `dawnlab setup xla` keeps PJRT plugins, and where compiled programs are kept: a cache outside the repository, so
 * that several checkouts share them and `npm ci` never depends on it.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../../files/index.js';

/** What a plugin compiles for: the processor, or NVIDIA GPUs. */
export type XlaFlavour = 'cpu' | 'gpu';

interface Plugin {
  /** The Python package that holds it, with its version. */
  readonly source: string;
  /** Its library in that package. */
  readonly library: readonly string[];
}

/** The plugins that are taken; their compilers decide the numbers. */
export const XLA_PLUGINS: Readonly<Record<XlaFlavour, Plugin>> = {
  cpu: {
    source: 'lammps-jax-pjrt-cpu-0.11.2',
    library: ['lammps_jax_pjrt_cpu', 'pjrt_c_api_cpu_plugin.so'],
  },
  gpu: { source: 'jax-cuda12-pjrt-0.10.2', library: ['jax_plugins', 'xla_cuda12', 'xla_cuda_plugin.so'] },
};

/**
 * The folder that holds all plugins and programs.
 *
 * @returns `$XDG_CACHE_HOME/dawnlab/xla`, by default below `~/.cache`
 */
export function xlaCache(): string {
  return join(cacheFolder(), 'xla');
}

/**
 * The folder of one plugin.
 *
 * @param flavour processor or GPU
 * @returns its path, whether it exists or not
 */
export function xlaFolder(flavour: XlaFlavour): string {
  return join(xlaCache(), XLA_PLUGINS[flavour].source);
}

/**
 * The folder of compiled programs.
 *
 * @returns its path, whether it exists or not
 */
export function programFolder(): string {
  return join(xlaCache(), 'programs');
}

/**
 * A plugin's library.
 *
 * @param flavour processor or GPU
 * @returns its path, whether it exists or not
 */
export function pluginPath(flavour: XlaFlavour): string {
  return join(xlaFolder(flavour), 'site', ...XLA_PLUGINS[flavour].library);
}

/** The file in which setup leaves the digest of a plugin's library, in the plugin's folder. */
export const xlaDigestFile = 'sha256';

/**
 * The digest of a plugin's library, as it was when it was set up.
 *
 * @param flavour processor or GPU
 * @returns SHA-256 in hexadecimal
 */
export function pluginDigest(flavour: XlaFlavour): string {
  return readFileSync(join(xlaFolder(flavour), xlaDigestFile), 'utf8').trim();
}

/**
 * Whether a plugin is there. Setup works in another folder, so it is there as a whole or not at all.
 *
 * @param flavour processor or GPU
 * @returns true where its library exists
 */
export function isXlaInstalled(flavour: XlaFlavour): boolean {
  return existsSync(pluginPath(flavour));
}

/**
 * The plugin that is used: by default the one for GPUs where it is set up, unless CUDA_VISIBLE_DEVICES hides them all.
 *
 * @param device `cpu` or `gpu` demands one
 * @returns which
 * @throws Error where it, or any, is not set up
 */
export function chooseFlavour(device?: string): XlaFlavour {
  const isHidden = process.env.CUDA_VISIBLE_DEVICES === '';
  const flavour = device ?? (isXlaInstalled('gpu') && !isHidden ? 'gpu' : 'cpu');
  if (isXlaInstalled(flavour as XlaFlavour)) return flavour as XlaFlavour;
  const command = `dawnlab setup xla${flavour === 'gpu' ? ' --gpu' : ''}`;
  throw new Error(`The engine xla was asked for, but its plugin is not set up: '${command}' does it.`);
}

/**
 * A plugin, told from every other build.
 *
 * @param flavour processor or GPU
 * @returns its package, version and the beginning of its digest
 */
export function pluginName(flavour: XlaFlavour): string {
  return `${XLA_PLUGINS[flavour].source} ${pluginDigest(flavour).slice(0, 12)}`;
}
