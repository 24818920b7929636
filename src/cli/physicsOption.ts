/** The option that commands on tasks have in common. */

import { Option } from 'commander';
import { PHYSICS_NAMES } from '../environments/index.js';

/**
 * What integrates a task by name.
 *
 * @returns the option `--physics`; absent, it leaves the choice to DAWNLAB_PHYSICS
 */
export function physicsOption(): Option {
  const option = new Option('--physics <name>', 'the build of MuJoCo: wasm, or native after `dawnlab assets mujoco`');
  return option.choices(PHYSICS_NAMES);
}
