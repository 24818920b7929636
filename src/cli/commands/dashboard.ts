/** `dawnlab dashboard`: a page over recorded and live runs, on this machine alone. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { serveDashboard } from '../../dashboard/index.js';
import { interruptSignal } from '../../files/index.js';
import { RESULTS } from '../../runs/index.js';
import { parseCount } from '../parseCount.js';
import { printResult } from '../printResult.js';

const EXAMPLES = `
Examples:
  dawnlab dashboard                       recorded runs, and those in ./out
  dawnlab dashboard out/mine /data/sweep  runs and tables below these folders, live ones too

Over SSH, on your own machine: ssh -L PORT:127.0.0.1:PORT HOST, then open the address that is printed.`;

/**
 * The command.
 *
 * @returns `dashboard`
 */
export function dashboardCommand(): Command {
  return new Command('dashboard')
    .description('look at recorded and live runs in a browser: filter, group, curves, settings that differ')
    .argument('[folders...]', 'where runs and tables lie, at any depth; data/results and ./out by default')
    .option('--port <number>', 'a free one by default', parseCount)
    .option('--json', 'print the address as one JSON object on a line')
    .addHelpText('after', EXAMPLES)
    .action(dashboard);
}

async function dashboard(
  given: readonly string[],
  { port, json }: { readonly port?: number; readonly json?: boolean },
): Promise<void> {
  const missing = given.find((folder) => !existsSync(folder));
  if (missing) throw new Error(`There is no folder ${missing}.`);
  const folders = given.length > 0 ? given : [RESULTS, 'out'].filter((folder) => existsSync(folder));
  const { url, runs, close } = await serveDashboard({ folders: folders.map((folder) => resolve(folder)), port });
  console.log(`${runs.toLocaleString('en')} runs below ${folders.join(', ')}. Ctrl+C ends the dashboard.\n${url}`);
  if (json) printResult({ url, runs });
  const signal = interruptSignal();
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  await close();
}
