/** `dawnlab assets`: fetches what cannot be committed. */

import { Argument, Command } from 'commander';
import { installAdroitAssets } from '../../tasks/index.js';
import { printResult } from '../printResult.js';

/**
 * The command.
 *
 * @returns `assets`
 */
export function assetsCommand(): Command {
  return new Command('assets')
    .description('fetch the models of tasks whose files belong to other packages, into the cache of this user')
    .addArgument(new Argument('<name>', 'which').choices(['adroit']))
    .option('--python <path>', 'an interpreter with pip', process.platform === 'win32' ? 'python' : 'python3')
    .option('--wheel <file>', 'the wheel, where it is here already')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(assets);
}

async function assets(
  name: string,
  { python, wheel, json }: { readonly python: string; readonly wheel?: string; readonly json?: boolean },
): Promise<void> {
  const started = performance.now();
  const folder = await installAdroitAssets({ python, wheel });
  const seconds = (performance.now() - started) / 1000;
  console.log(`${folder}: fetched in ${seconds.toFixed(1)} s`);
  if (json) printResult({ name, folder, seconds });
}
