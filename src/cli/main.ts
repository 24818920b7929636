#!/usr/bin/env node
/** The command line: `dawnlab <command>`. Each command is a file in ./commands. */

import { existsSync, readdirSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { didYouMean } from '../settings/index.js';

// Only the command that is called is loaded: `dawnlab doctor` must also answer where another one cannot be imported.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  assets: async () => (await import('./commands/assets.js')).assetsCommand(),
  bench: async () => (await import('./commands/bench.js')).benchCommand(),
  compare: async () => (await import('./commands/compare.js')).compareCommand(),
  critic: async () => (await import('./commands/critic.js')).criticCommand(),
  dashboard: async () => (await import('./commands/dashboard.js')).dashboardCommand(),
  demonstrations: async () => (await import('./commands/demonstrations.js')).demonstrationsCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  evaluate: async () => (await import('./commands/evaluate.js')).evaluateCommand(),
  export: async () => (await import('./commands/export.js')).exportCommand(),
  figure: async () => (await import('./commands/figure.js')).figureCommand(),
  film: async () => (await import('./commands/film.js')).filmCommand(),
  kernel: async () => (await import('./commands/kernel.js')).kernelCommand(),
  new: async () => (await import('./commands/new.js')).newCommand(),
  notebook: async () => (await import('./commands/notebook.js')).notebookCommand(),
  progress: async () => (await import('./commands/progress.js')).progressCommand(),
  publish: async () => (await import('./commands/publish.js')).publishCommand(),
  reach: async () => (await import('./commands/reach.js')).reachCommand(),
  record: async () => (await import('./commands/record.js')).recordCommand(),
  report: async () => (await import('./commands/report.js')).reportCommand(),
  rerun: async () => (await import('./commands/rerun.js')).rerunCommand(),
  results: async () => (await import('./commands/results.js')).resultsCommand(),
  setup: async () => (await import('./commands/setup.js')).setupCommand(),
  sweep: async () => (await import('./commands/sweep.js')).sweepCommand(),
  train: async () => (await import('./commands/train.js')).trainCommand(),
  'train-base': async () => (await import('./commands/trainBase.js')).trainBaseCommand(),
  verdicts: async () => (await import('./commands/verdicts.js')).verdictsCommand(),
};

async function main(argv: readonly string[]): Promise<void> {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  const program = new Command('dawnlab').version(version);
  program.description('A laboratory for value learning in residual reinforcement learning.');
  const called = COMMANDS[argv[2] ?? ''];
  const isVersion = ['--version', '-V'].includes(argv[2] ?? '');
  const loads = called ? [called] : isVersion ? [] : Object.values(COMMANDS);
  for (const load of loads) program.addCommand(await load());
  if (!called && !isVersion) program.addHelpText('after', await afterHelp());
  await program.parseAsync(argv);
}

async function afterHelp(): Promise<string> {
  const { examples, whatThereIs } = await import('./whatThereIs.js');
  const shown = [
    'new my-hypothesis',
    'train --task gantry-peg --agent dawn --scale quick --out runs/mine',
    'train --help',
  ];
  return `${examples(...shown)}\n\n${whatThereIs()}`;
}

/** Keeps compiled code between processes, this one's and those that it starts, where Node does that (from 22 on). */
function keepCompiledCode(): void {
  const { enableCompileCache } = module as { enableCompileCache?: () => { directory?: string } };
  const directory = enableCompileCache?.().directory;
  if (directory) process.env.NODE_COMPILE_CACHE ??= directory;
}

/** An error in a line; of a file that is not there in our words, with the file that was meant. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' || !path || !/^ENOENT/.test(error.message)) return error.message;
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) return `There is no folder ${folder}, where '${path}' should be.`;
  return `There is no file '${path}'.${didYouMean(basename(path), readdirSync(folder))}`;
}

keepCompiledCode();
main(process.argv).catch((error: unknown) => {
  console.error(`dawnlab: ${textOf(error)}`);
  if (process.env.DAWNLAB_DEBUG) console.error(error);
  process.exitCode = 1;
});
