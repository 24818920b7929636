/** `dawnlab setup tensorflow`: libtensorflow, optional, built so that it works with today's Node and GPUs. */

import { Command } from 'commander';
import { checkTensorflow, installationFolder, TENSORFLOW_VERSION } from '../../compute/index.js';
import { printResult } from '../printResult.js';
import { removeTensorflow, setUpTensorflow } from '../setup/tensorflow.js';

interface Options {
  readonly gpu?: boolean;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `setup` with its subcommand
 */
export function setupCommand(): Command {
  return new Command('setup')
    .description('install what is optional')
    .addCommand(
      new Command('tensorflow')
        .description(
          `libtensorflow ${TENSORFLOW_VERSION} under @tensorflow/tfjs-node-gpu, in a cache outside the repository`,
        )
        .option('--gpu', 'the build for NVIDIA GPUs, with CUDA')
        .option('--check', 'only check what is installed')
        .option('--remove', 'undo it; without --gpu, both builds')
        .option('--json', 'print the result as one JSON object on the last line')
        .action(setupTensorflow),
    );
}

async function setupTensorflow({ gpu, check, remove, json }: Options): Promise<void> {
  const flavour = gpu ? 'gpu' : 'cpu';
  if (remove) {
    const removed = removeTensorflow(gpu ? ['gpu'] : ['cpu', 'gpu']);
    console.log(removed.length > 0 ? `Removed ${removed.join(', ')}.` : 'Nothing was installed.');
    if (json) printResult({ removed });
    return;
  }
  if (check) {
    const found = await checkTensorflow(flavour);
    console.log(found);
    if (json) printResult({ folder: installationFolder(flavour), found });
    return;
  }
  const start = performance.now();
  const { folder, found, built } = await setUpTensorflow(flavour, console.log);
  const seconds = (performance.now() - start) / 1000;
  console.log(`✓ ${found}`);
  console.log(`✓ ${built ? `set up in ${seconds.toFixed(0)} s` : 'was there already'}: ${folder}`);
  console.log(`Use it: DAWNLAB_BACKEND=${gpu ? 'gpu' : 'tensorflow'}. Undo it: dawnlab setup tensorflow --remove.`);
  if (json) printResult({ folder, found, built, seconds });
}
