/** The device of an installed plugin. */

import { join } from 'node:path';
import { pluginPath, type XlaFlavour, xlaFolder } from './installation.js';
import { openClient, type PjrtClient } from './pjrt/client.js';
import type { XlaFlags } from './pjrt/compileOptions.js';

function flagsOf(flavour: XlaFlavour): XlaFlags {
  // Unless told otherwise, the larger of NaN and 1 is 1 on the processor: a run that diverges would look healthy; and half
  // of a register of 512 bits lies idle: W0 takes a tenth longer.
  if (flavour === 'cpu') return { xla_cpu_enable_fast_min_max: false, xla_cpu_prefer_vector_width: '512' };
  // CUDA's own compiler lies in a wheel beside the plugin.
  return { xla_gpu_cuda_data_dir: join(xlaFolder('gpu'), 'site', 'nvidia', 'cuda_nvcc') };
}

/**
 * Opens the device of a plugin.
 *
 * @param flavour processor or GPU
 * @param threads of one program
 * @returns the device
 * @throws Error where the plugin is not set up or finds no device
 */
export function openXla(flavour: XlaFlavour, threads: number): PjrtClient {
  return openClient({ path: pluginPath(flavour), isProcessor: flavour === 'cpu', flags: flagsOf(flavour) }, threads);
}
