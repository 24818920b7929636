/** The option of commands on tasks in Python. */

import { Option } from 'commander';

/**
 * Which Python runs tasks that are Python's. It goes into the environment, from which processes of this one have it too.
 *
 * @returns the option `--python`; absent, it leaves the choice to DAWNLAB_PYTHON, else to what `dawnlab setup` made
 */
export function pythonOption(): Option {
  return new Option('--python <path>', 'the interpreter of a task in Python').argParser((path: string) => {
    process.env.DAWNLAB_PYTHON = path;
    return path;
  });
}
