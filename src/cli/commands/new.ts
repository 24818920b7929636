/** `dawnlab new my-hypothesis`: a folder with a notebook, a sweep and a file for parts of one's own. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { writeFileAtomic } from '../../files/index.js';
import { printResult } from '../printResult.js';

const TEMPLATE = fileURLToPath(new URL('../../../notebooks/template/', import.meta.url));
/** The name that the template has. */
const PLACEHOLDER = 'my-hypothesis';

/**
 * The command.
 *
 * @returns `new`
 */
export function newCommand(): Command {
  return new Command('new')
    .description('begin a study: a folder with a notebook whose claim is fixed beforehand, a sweep, and mine.ts')
    .argument('<name>', 'its folder, for instance my-hypothesis')
    .option('--json', 'print the result as one JSON object on the last line')
    .action(begin);
}

function begin(name: string, { json }: { readonly json?: boolean }): void {
  if (!/^[\p{L}\d][\p{L}\d_-]*$/u.test(name))
    throw new Error(`'${name}' is no name for a study: letters, digits, - and _, for instance my-hypothesis.`);
  if (existsSync(name)) throw new Error(`${name} is there already. Take another name, or remove it.`);
  const renamed = (text: string) => text.replaceAll(PLACEHOLDER, name);
  const files = readdirSync(TEMPLATE).map((file) => {
    const made = join(name, renamed(file));
    writeFileAtomic(made, renamed(readFileSync(join(TEMPLATE, file), 'utf8')));
    return made;
  });
  console.log(files.join('\n'));
  console.log(`Try it: npx dawnlab notebook run ${join(name, `${name}.ipynb`)} --scale smoke`);
  console.log(`Then write your claim into the notebook, and what it changes into ${join(name, 'mine.ts')}.`);
  if (json) printResult({ files });
}
