/** `dawnlab assets`: fetches what cannot be committed. */

import { Command } from 'commander';
import { checkNative, nativeFolder } from '../../environments/index.js';
import { installAdroitAssets, installCubes } from '../../tasks/index.js';
import { printResult } from '../printResult.js';
import { removeMujoco, setUpMujoco } from '../setup/mujoco.js';

const JSON_FLAG = ['--json', 'print the result as one JSON object on the last line'] as const;

/**
 * The command.
 *
 * @returns `assets` with its subcommands
 */
export function assetsCommand(): Command {
  return new Command('assets')
    .description('fetch what belongs to other packages, into the cache of this user')
    .addCommand(fromWheel('adroit', 'the models of the Adroit tasks', installAdroitAssets))
    .addCommand(fromWheel('ogbench', "the models of OGBench's cubes", installCubes))
    .addCommand(
      new Command('mujoco')
        .description("MuJoCo's own library, for --physics native; Linux x64 and arm64, macOS arm64")
        .option('--check', 'only check what is there')
        .option('--remove', 'undo it')
        .option(...JSON_FLAG)
        .action(mujoco),
    );
}

interface WheelOptions {
  readonly python: string;
  readonly wheel?: string;
  readonly json?: boolean;
}

/** The command of what lies in a Python package's wheel. */
function fromWheel(name: string, what: string, install: (source: WheelOptions) => Promise<string>): Command {
  return new Command(name)
    .description(what)
    .option('--python <path>', 'an interpreter with pip', process.platform === 'win32' ? 'python' : 'python3')
    .option('--wheel <file>', 'the wheel, where it is here already')
    .option(...JSON_FLAG)
    .action(async (options: WheelOptions) => {
      const started = performance.now();
      const folder = await install(options);
      const seconds = (performance.now() - started) / 1000;
      console.log(`${folder}: fetched in ${seconds.toFixed(1)} s`);
      if (options.json) printResult({ name, folder, seconds });
    });
}

interface MujocoOptions {
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

async function mujoco({ check, remove, json }: MujocoOptions): Promise<void> {
  if (remove) {
    const removed = removeMujoco();
    console.log(removed.length > 0 ? `Removed ${removed.join(', ')}.` : 'Nothing was installed.');
    if (json) printResult({ removed });
    return;
  }
  if (check) {
    const found = await checkNative();
    console.log(found);
    if (json) printResult({ folder: nativeFolder(), found });
    return;
  }
  const start = performance.now();
  const { folder, found, built } = await setUpMujoco(console.log);
  const seconds = (performance.now() - start) / 1000;
  console.log(`✓ ${found}`);
  console.log(`✓ ${built ? `fetched in ${seconds.toFixed(0)} s` : 'was there already'}: ${folder}`);
  console.log('Use it: --physics native, or DAWNLAB_PHYSICS=native. Undo it: dawnlab assets mujoco --remove.');
  if (json) printResult({ folder, found, built, seconds });
}
