#!/usr/bin/env node
/** The command line: `dawnlab <command>`. Each command is a file in ./commands. */

import { Command } from 'commander';

// Only the command that is called is loaded: `dawnlab doctor` must also answer where another one cannot be imported.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  assets: async () => (await import('./commands/assets.js')).assetsCommand(),
  bench: async () => (await import('./commands/bench.js')).benchCommand(),
  compare: async () => (await import('./commands/compare.js')).compareCommand(),
  critic: async () => (await import('./commands/critic.js')).criticCommand(),
  demonstrations: async () => (await import('./commands/demonstrations.js')).demonstrationsCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  evaluate: async () => (await import('./commands/evaluate.js')).evaluateCommand(),
  export: async () => (await import('./commands/export.js')).exportCommand(),
  figure: async () => (await import('./commands/figure.js')).figureCommand(),
  kernel: async () => (await import('./commands/kernel.js')).kernelCommand(),
  film: async () => (await import('./commands/film.js')).filmCommand(),
  notebook: async () => (await import('./commands/notebook.js')).notebookCommand(),
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
  const program = new Command('dawnlab');
  program.description('A laboratory for value learning in residual reinforcement learning.');
  const called = COMMANDS[argv[2] ?? ''];
  for (const load of called ? [called] : Object.values(COMMANDS)) program.addCommand(await load());
  await program.parseAsync(argv);
}

main(process.argv).catch((error: unknown) => {
  console.error(`dawnlab: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env.DAWNLAB_DEBUG) console.error(error);
  process.exitCode = 1;
});
