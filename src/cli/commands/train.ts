/** `dawnlab train`: one training run. */

import { join } from 'node:path';
import { Command } from 'commander';
import { defaultEngine } from '../../compute/index.js';
import { interruptSignal } from '../../files/index.js';
import { loadParts } from '../../parts/index.js';
import { currentSpec, executeRun, nameRun, STOPPED, writtenParts } from '../../runs/index.js';
import {
  besideEachOther,
  checkRun,
  METRICS_FILE,
  type Probe,
  type RunResult,
  readRecords,
  runResult,
  seedDirectory,
  type TrainOptions,
  train,
} from '../../training/index.js';
import { printResult } from '../printResult.js';
import { type ProgressLine, showProgress } from '../showProgress.js';
import { askedRun, type TrainCommandOptions } from '../train/askedRun.js';
import { endText, recordText, summary } from '../train/report.js';
import { howItIsTrained, whatIsTrained } from '../train/trainOptions.js';
import { examples, whatThereIs } from '../whatThereIs.js';

/**
 * The command.
 *
 * @returns `train`
 */
export function trainCommand(): Command {
  const command = new Command('train').description('train a residual agent over a frozen base policy');
  for (const option of [...whatIsTrained(), ...howItIsTrained()]) command.addOption(option);
  return command
    .option('--json', 'print the result as one JSON object on the last line')
    .addHelpText('after', () => `${EXAMPLES}\n\n${whatThereIs()}`)
    .action(trainAction);
}

const EXAMPLES = examples(
  'train --task gantry-peg --agent dawn --scale quick --out runs/mine',
  'train --task gantry-peg --agent dawn --seeds 1-8 --knobs \'{"lambda":0.1,"normalizer":"rmsNorm"}\' --out runs/rms',
  'train --task ./mine.ts#task --base ./mine.ts#base --agent ./mine.ts#agent --preset gantry-peg',
);

async function trainAction(options: TrainCommandOptions): Promise<void> {
  const { out, json, seeds = [options.seed] } = options;
  const run = await askedRun(options);
  const { request, parts = await loadParts<Probe>(writtenParts({ ...run, base: { kind: run.base } })) } =
    await nameRun(run);
  const { schedule, threads, engine, physics } = run;
  // Before a directory is made for what cannot be meant.
  for (const seed of seeds) checkRun({ ...parts, schedule, seed, threads, engine, physics });
  if (!options.engine && engine !== defaultEngine())
    console.log(`The updates run on ${engine}; --engine names another.`);
  console.log(
    out
      ? `Records and checkpoints are kept in ${out}; the same command goes on from there.`
      : 'Nothing of this run is kept. With --out <dir> records and checkpoints are, for resuming.',
  );
  const line = showProgress('chunks');
  const labelOf = (seed: number) => (seeds.length > 1 ? `seed ${seed}  ` : '');
  const results = await besideEachOther(seeds, interruptSignal(), async (seed, share, signal): Promise<RunResult> => {
    const listeners = { share, signal, ...listenersOf(line, labelOf(seed), run.probes !== undefined) };
    if (!out) return train({ ...parts, schedule, seed, threads, engine, physics, ...listeners });
    const directory = seeds.length > 1 ? seedDirectory(out, seed) : out;
    await executeRun(await currentSpec({ ...request, seed, together: share?.seeds }), directory, listeners);
    return runResult(readRecords(join(directory, METRICS_FILE)));
  });
  line.end();
  for (const [i, result] of results.entries()) console.log(`${labelOf(seeds[i])}${endText(result)}`);
  const summaries = results.map((result, i) => summary({ ...request, seed: seeds[i] }, result));
  if (json) printResult(options.seeds ? { runs: summaries } : summaries[0]);
  const worst =
    results.find(({ status }) => status === 'diverged') ?? results.find(({ status }) => status !== 'completed');
  if (worst) process.exitCode = worst.status === 'interrupted' ? STOPPED : 1;
}

function listenersOf(
  line: ProgressLine,
  label: string,
  showsProbes: boolean,
): Required<Pick<TrainOptions, 'onProgress' | 'onRecord'>> {
  return {
    onProgress: (progress) => line.update(progress),
    onRecord: (record) => {
      const text = recordText(record, showsProbes);
      if (text) line.print(label + text);
    },
  };
}
