/** `dawnlab kernel install`: lets JupyterLab, `jupyter console`, nbconvert, papermill and VS Code find the kernel. */

import { Command } from 'commander';
import { installKernel } from '../../notebook/index.js';
import { printResult } from '../printResult.js';

interface InstallOptions {
  readonly prefix?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @returns `kernel` with its subcommand `install`
 */
export function kernelCommand(): Command {
  const install = new Command('install')
    .description('write the kernelspec `tslab`, which notebooks name, to where Jupyter looks for kernels')
    .option('--user', 'for this user, which is the default')
    .option('--prefix <dir>', 'into an environment instead, for instance .venv')
    .option('--force', "replace a kernel of that name that is not dawnlab's")
    .option('--json', 'print the result as one JSON object on the last line')
    .action(installIt);
  return new Command('kernel').description('the kernel of the notebooks').addCommand(install);
}

function installIt(options: InstallOptions): void {
  const folder = installKernel(options);
  console.log(
    `TypeScript (dawnlab): ${folder}\n'jupyter kernelspec list' shows it; editors find it when they start anew.`,
  );
  if (options.json) printResult({ folder });
}
