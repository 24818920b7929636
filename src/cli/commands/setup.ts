/** `dawnlab setup`: what is optional, built or fetched so that it works with today's Node and GPUs. */

import { Command } from 'commander';
import {
  checkTensorflow,
  checkXla,
  installationFolder,
  TENSORFLOW_VERSION,
  XLA_PLUGINS,
  xlaFolder,
} from '../../compute/index.js';
import { printResult } from '../printResult.js';
import { checkPython, PYTHON_SETUPS, type PythonSetup, removePython, setUpPython } from '../setup/pythons.js';
import { removeTensorflow, setUpTensorflow } from '../setup/tensorflow.js';
import { removeXla, setUpXla } from '../setup/xla.js';

type Flavour = 'cpu' | 'gpu';

/** Something that can be set up, checked and removed. */
interface Installer {
  readonly name: string;
  readonly description: string;
  folder(flavour: Flavour): string;
  check(flavour: Flavour): Promise<string>;
  setUp(flavour: Flavour, say: (message: string) => void): ReturnType<typeof setUpXla>;
  remove(flavours: readonly Flavour[]): string[];
  /** The environment variable that chooses it. */
  use(flavour: Flavour): string;
}

const INSTALLERS: readonly Installer[] = [
  {
    name: 'tensorflow',
    description: `libtensorflow ${TENSORFLOW_VERSION} under @tensorflow/tfjs-node-gpu, in a cache outside the repository`,
    folder: installationFolder,
    check: checkTensorflow,
    setUp: setUpTensorflow,
    remove: removeTensorflow,
    use: (flavour) => `DAWNLAB_BACKEND=${flavour === 'gpu' ? 'gpu' : 'tensorflow'}`,
  },
  {
    name: 'xla',
    description: `XLA, as the plugin ${XLA_PLUGINS.cpu.source}, in a cache outside the repository`,
    folder: xlaFolder,
    check: checkXla,
    setUp: setUpXla,
    remove: removeXla,
    use: () => 'DAWNLAB_BACKEND=xla',
  },
];

/** A Python as what is set up for the processor alone. */
const installerOf = (python: PythonSetup): Installer => ({
  name: python.name,
  description: `a Python with ${python.packages.join(', ')} (${python.room}), in a cache outside the repository`,
  folder: python.folder,
  check: () => checkPython(python),
  setUp: (_, say) => setUpPython(python, say),
  remove: () => removePython(python),
  use: () => python.use,
});

interface Options {
  readonly gpu?: boolean;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `setup` with its subcommands
 */
export function setupCommand(): Command {
  const setup = new Command('setup').description('install what is optional');
  for (const installer of INSTALLERS)
    setup.addCommand(
      command(installer, 'undo it; without --gpu, both builds').option('--gpu', 'the build for NVIDIA GPUs, with CUDA'),
    );
  for (const python of PYTHON_SETUPS) setup.addCommand(command(installerOf(python), 'undo it'));
  return setup;
}

function command(installer: Installer, remove: string): Command {
  return new Command(installer.name)
    .description(installer.description)
    .option('--check', 'only check what is installed')
    .option('--remove', remove)
    .option('--json', 'print the result as one JSON object on the last line')
    .action((options: Options) => act(installer, options));
}

async function act(installer: Installer, { gpu, check, remove, json }: Options): Promise<void> {
  const flavour = gpu ? 'gpu' : 'cpu';
  if (remove) {
    const removed = installer.remove(gpu ? ['gpu'] : ['cpu', 'gpu']);
    console.log(removed.length > 0 ? `Removed ${removed.join(', ')}.` : 'Nothing was installed.');
    if (json) printResult({ removed });
    return;
  }
  if (check) {
    const found = await installer.check(flavour);
    console.log(found);
    if (json) printResult({ folder: installer.folder(flavour), found });
    return;
  }
  const start = performance.now();
  const { folder, found, built } = await installer.setUp(flavour, console.log);
  const seconds = (performance.now() - start) / 1000;
  console.log(`✓ ${found}`);
  console.log(`✓ ${built ? `set up in ${seconds.toFixed(0)} s` : 'was there already'}: ${folder}`);
  console.log(`Use it: ${installer.use(flavour)}. Undo it: dawnlab setup ${installer.name} --remove.`);
  if (json) printResult({ folder, found, built, seconds });
}
