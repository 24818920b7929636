/** `dawnlab train`: one training run. */

import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AGENT_NAMES } from '../../agents/index.js';
import { defaultEngine, ENGINE_NAMES } from '../../compute/index.js';
import { interruptSignal } from '../../files/index.js';
import { loadParts } from '../../parts/index.js';
import { BASE_NOISES } from '../../policies/index.js';
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
import { parseCount } from '../parseCount.js';
import { parseSeeds } from '../parseSeeds.js';
import { physicsOption } from '../physicsOption.js';
import { printResult } from '../printResult.js';
import { pythonOption } from '../pythonOption.js';
import { type ProgressLine, showProgress } from '../showProgress.js';
import { askedRun, type TrainCommandOptions } from '../train/askedRun.js';
import { endText, recordText, summary } from '../train/report.js';
import { examples, whatThereIs } from '../whatThereIs.js';

/**
 * The command.
 *
 * @returns `train`
 */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a residual agent over a frozen base policy')
    .requiredOption(
      '--task <name>',
      'for instance gantry-peg, one of your own: ./mine.ts#task, or gymnasium:AdroitHandPen-v1',
    )
    .requiredOption('--agent <name>', `${AGENT_NAMES.join(', ')}, or one of your own: ./mine.ts#agent`)
    .option('--seed <seed>', 'master seed', parseCount, 1)
    .addOption(
      new Option('--seeds <seeds>', 'several seeds that learn in one program, for instance 1-8')
        .argParser(parseSeeds)
        .conflicts('seed'),
    )
    .addOption(new Option('--scale <scale>', 'how much is run').choices(['smoke', 'quick', 'full']).default('full'))
    .option('--base <kind>', 'kind of the base policy, or one of your own: ./mine.ts#base', 'diffusion')
    .option('--preset <task>', 'the task whose preset a task of your own starts from')
    .addOption(
      new Option('--base-noise <noise>', 'how the base policy gets its random numbers')
        .choices(BASE_NOISES)
        .default('sampled'),
    )
    .option('--chunks <count>', "chunk transitions in all; the preset's own number by default", parseCount)
    .option(
      '--knobs <json>',
      'changes to the knobs, for instance {"lambda":0.1,"valueHead":"./mine.ts#head"}',
      parseObject,
    )
    .option('--schedule <json>', 'changes to the schedule, for instance {"evaluateEvery":400}', parseObject)
    .option('--probes <names>', 'what is measured, separated by commas; one of your own: ./mine.ts#probe', parseNames)
    .option('--threads <count>', 'threads of one update', parseCount, 1)
    .addOption(
      new Option(
        '--engine <engine>',
        'what runs the updates; by default onnx, or xla where it is set up and pays',
      ).choices(ENGINE_NAMES),
    )
    .addOption(physicsOption())
    .addOption(pythonOption())
    .option(
      '--out <dir>',
      'directory for records and checkpoints, of several seeds seed-1, seed-2, … in it; a run that is there is resumed',
    )
    .option('--json', 'print the result as one JSON object on the last line')
    .addHelpText(
      'after',
      () =>
        `${examples(
          'train --task gantry-peg --agent dawn --scale quick --out runs/mine',
          'train --task gantry-peg --agent dawn --seeds 1-8 --knobs \'{"lambda":0.1,"normalizer":"rmsNorm"}\' --out runs/rms',
          'train --task ./mine.ts#task --base ./mine.ts#base --agent ./mine.ts#agent --preset gantry-peg',
        )}\n\n${whatThereIs()}`,
    )
    .action(trainAction);
}

const parseNames = (text: string): string[] => text.split(',').map((name) => name.trim());

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, together with what is JSON but no object.
  }
  throw new InvalidArgumentError('It must be a JSON object.');
}

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
